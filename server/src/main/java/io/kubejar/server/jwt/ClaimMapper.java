package io.kubejar.server.jwt;

import io.kubejar.cel.value.CelError;
import io.kubejar.server.jwt.JwtSettings.ClaimRule;
import io.kubejar.server.jwt.JwtSettings.Mapping;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes users of claims, as far as the rules let it.
final class ClaimMapper {
  private final JwtSettings settings;

  ClaimMapper(JwtSettings settings) {
    this.settings = settings;
  }

  User user(Obj claims) throws BadTokenException {
    String name = name(claims);
    List<String> groups = groups(claims);
    Mapping uidMapping = settings.uid();
    String uid = uidMapping == null ? "" : text(uidMapping, claims, "uid");
    Map<String, List<String>> extra = new LinkedHashMap<>();
    if (claims.get("jti") instanceof JsonValue.Text(String id) && !id.isEmpty()) {
      extra.put("authentication.kubernetes.io/credential-id", List.of("JTI=" + id));
    }
    for (JwtSettings.Extra each : settings.extra()) {
      List<String> values = list(evaluated(each.value(), claims), "extra");
      if (!values.isEmpty()) {
        extra.put(each.key(), values);
      }
    }
    for (ClaimRule rule : settings.claimRules()) {
      check(rule, claims);
    }
    User user = new User(name, uid, groups, extra);
    for (JwtSettings.UserRule rule : settings.userRules()) {
      check(rule, user);
    }
    return user;
  }

  private String name(Obj claims) throws BadTokenException {
    if (settings.username() instanceof Mapping.Claim(String claim, String prefix)) {
      String value = claim(claims, claim);
      if (claim.equals("email")) {
        switch (claims.get("email_verified")) {
          case JsonValue.Bool(boolean verified) when verified -> {}
          case JsonValue.Bool _ -> throw new BadTokenException("email not verified");
          case null -> {}
          default ->
              throw new BadTokenException(
                  "parse 'email_verified' claim: it has to be true or false");
        }
      }
      return prefix + value;
    }
    String value = text(settings.username(), claims, "username");
    if (value.isEmpty()) {
      throw new BadTokenException("username claim expression evaluated to an empty string");
    }
    return value;
  }

  private static String claim(Obj claims, String name) throws BadTokenException {
    if (claims.get(name) instanceof JsonValue.Text(String value)) {
      return value;
    }
    throw new BadTokenException(
        claims.has(name)
            ? "parse username claims \"%s\": it has to be a string".formatted(name)
            : "parse username claims \"%s\": claim not present".formatted(name));
  }

  private static String text(Mapping mapping, Obj claims, String what) throws BadTokenException {
    return switch (mapping) {
      case Mapping.Claim(String claim, _) -> claim(claims, claim);
      case Mapping.Computed(ClaimExpression expression) -> {
        if (evaluated(expression, claims) instanceof JsonValue.Text(String value)) {
          yield value;
        }
        throw new BadTokenException(
            "error evaluating %s claim expression: expected string".formatted(what));
      }
    };
  }

  private List<String> groups(Obj claims) throws BadTokenException {
    return switch (settings.groups()) {
      case null -> List.of();
      case Mapping.Claim(String claim, String prefix) -> {
        JsonValue value = claims.get(claim);
        yield value == null
            ? List.of()
            : list(value, "groups").stream().map(group -> prefix + group).toList();
      }
      case Mapping.Computed(ClaimExpression expression) ->
          list(evaluated(expression, claims), "groups");
    };
  }

  /// A text as a list of one; nothing for null and empty texts.
  private static List<String> list(@Nullable JsonValue value, String what)
      throws BadTokenException {
    return switch (value) {
      case null -> List.of();
      case JsonValue.Null _ -> List.of();
      case JsonValue.Text(String text) -> text.isEmpty() ? List.of() : List.of(text);
      case JsonValue.Array(List<JsonValue> items) -> {
        List<String> texts = texts(items);
        if (texts.size() < items.size()) {
          throw new BadTokenException("parse %s claim: expected strings".formatted(what));
        }
        yield texts;
      }
      default ->
          throw new BadTokenException(
              "parse %s claim: expected a string or a list of strings".formatted(what));
    };
  }

  static List<String> texts(List<JsonValue> items) {
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items) {
      if (item instanceof JsonValue.Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static void check(ClaimRule rule, Obj claims) throws BadTokenException {
    switch (rule) {
      case ClaimRule.Required(String claim, String wanted) -> {
        if (!claims.has(claim)) {
          throw new BadTokenException("required claim %s not present in ID token".formatted(claim));
        }
        if (!(claims.get(claim) instanceof JsonValue.Text(String value))) {
          throw new BadTokenException("parse claim %s: it has to be a string".formatted(claim));
        }
        if (!value.equals(wanted)) {
          throw new BadTokenException(
              "required claim %s value does not match. Got = %s, want = %s"
                  .formatted(claim, value, wanted));
        }
      }
      case ClaimRule.Holds(ClaimExpression expression, String message) ->
          require(expression, message, evaluated(expression, claims));
    }
  }

  private static void check(JwtSettings.UserRule rule, User user) throws BadTokenException {
    Map<String, JsonValue> extra = new LinkedHashMap<>();
    user.extra().forEach((key, values) -> extra.put(key, array(values)));
    Obj document =
        Obj.EMPTY
            .with("username", JsonValue.of(user.name()))
            .with("uid", JsonValue.of(user.uid()))
            .with("groups", array(user.groups()))
            .with("extra", new Obj(extra));
    require(rule.expression(), rule.message(), evaluated(rule.expression(), document));
  }

  private static JsonValue array(List<String> texts) {
    return new JsonValue.Array(texts.stream().map(JsonValue::of).toList());
  }

  private static void require(ClaimExpression expression, String message, JsonValue value)
      throws BadTokenException {
    if (!(value instanceof JsonValue.Bool(boolean holds)) || !holds) {
      throw new BadTokenException(
          message.isEmpty()
              ? "validation expression '%s' failed".formatted(expression.source())
              : "validation expression '%s' failed: %s".formatted(expression.source(), message));
    }
  }

  private static JsonValue evaluated(ClaimExpression expression, Obj document)
      throws BadTokenException {
    try {
      return expression.evaluate(document);
    } catch (CelError e) {
      throw new BadTokenException(
          "expression '%s' resulted in error: %s".formatted(expression.source(), e.text()));
    }
  }
}
