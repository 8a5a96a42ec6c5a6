package io.kubejar.server.jwt;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.cel.CelCompileException;
import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the configuration says of one issuer.
final class JwtEntry {
  private static final Set<String> RESERVED = Set.of("kubernetes.io", "k8s.io");
  private static final Pattern KEY =
      Pattern.compile(
          "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");
  private static final Set<String> TEXT_TYPES = Set.of("string");
  private static final Set<String> LIST_TYPES =
      Set.of("string", "list(string)", "list(dyn)", "list(any)", "null_type");

  private final ConfigDocument config;
  private final FieldErrors errors;
  private final Set<String> disallowed;
  private final List<ClaimExpression> compiled = new ArrayList<>();

  JwtEntry(ConfigDocument config, FieldErrors errors, Set<String> disallowed) {
    this.config = config;
    this.errors = errors;
    this.disallowed = disallowed;
  }

  JwtSettings read(Obj entry, Path path) {
    config.known(
        entry, path, "issuer", "claimValidationRules", "claimMappings", "userValidationRules");
    Path issuerPath = path.child("issuer");
    Obj issuer = present(entry, path, "issuer");
    IssuerUrls urls = new IssuerUrls(config, errors, disallowed).read(issuer, issuerPath);
    List<JwtSettings.ClaimRule> claimRules = claimRules(entry, path);
    Path mappingsPath = path.child("claimMappings");
    Obj mappings = present(entry, path, "claimMappings");
    config.known(mappings, mappingsPath, "username", "groups", "uid", "extra");
    JwtSettings.Mapping username = prefixed(mappings, mappingsPath, "username", TEXT_TYPES);
    if (username == null) {
      errors.required(mappingsPath.child("username"), "claim or expression is required");
      username = new JwtSettings.Mapping.Claim("", "");
    }
    JwtSettings.Mapping groups = prefixed(mappings, mappingsPath, "groups", LIST_TYPES);
    JwtSettings.Mapping uid = uid(mappings, mappingsPath);
    List<JwtSettings.Extra> extra = extra(mappings, mappingsPath);
    checkEmail(username, mappingsPath);
    return new JwtSettings(
        urls.issuer(),
        urls.discovery(),
        urls.authorityPem(),
        urls.audiences(),
        JwtSettings.ALL_ALGORITHMS,
        claimRules,
        username,
        groups,
        uid,
        extra,
        userRules(entry, path));
  }

  private Obj present(Obj parent, Path path, String member) {
    Obj found = config.object(parent, path, member);
    return found == null ? Obj.EMPTY : found;
  }

  private List<JwtSettings.ClaimRule> claimRules(Obj entry, Path path) {
    List<JwtSettings.ClaimRule> rules = new ArrayList<>();
    Set<String> claims = new HashSet<>();
    Set<String> expressions = new HashSet<>();
    List<Obj> given = config.objects(entry, path, "claimValidationRules");
    for (int i = 0; i < given.size(); i++) {
      Path at = path.child("claimValidationRules").index(i);
      Obj rule = given.get(i);
      config.known(rule, at, "claim", "requiredValue", "expression", "message");
      String claim = config.text(rule, at, "claim");
      String value = config.text(rule, at, "requiredValue");
      String expression = config.text(rule, at, "expression");
      String message = config.text(rule, at, "message");
      if (!claim.isEmpty() && !expression.isEmpty()) {
        errors.invalid(at, claim, "claim and expression can't both be set");
      } else if (claim.isEmpty() && expression.isEmpty()) {
        errors.required(at, "claim or expression is required");
      } else if (!claim.isEmpty()) {
        if (!message.isEmpty()) {
          errors.invalid(at.child("message"), message, "message can't be set when claim is set");
        }
        if (!claims.add(claim)) {
          errors.duplicate(at.child("claim"), claim);
        }
        rules.add(new JwtSettings.ClaimRule.Required(claim, value));
      } else {
        if (!value.isEmpty()) {
          errors.invalid(
              at.child("requiredValue"),
              value,
              "requiredValue can't be set when expression is set");
        }
        if (!expressions.add(expression)) {
          errors.duplicate(at.child("expression"), expression);
          continue;
        }
        ClaimExpression holds = ofClaims(at.child("expression"), expression, Set.of("bool"));
        if (holds != null) {
          rules.add(new JwtSettings.ClaimRule.Holds(holds, message));
        }
      }
    }
    return rules;
  }

  private JwtSettings.@Nullable Mapping prefixed(
      Obj mappings, Path parent, String member, Set<String> types) {
    Path path = parent.child(member);
    Obj given = present(mappings, parent, member);
    config.known(given, path, "claim", "prefix", "expression");
    String claim = config.text(given, path, "claim");
    String expression = config.text(given, path, "expression");
    String prefix = config.optional(given, path, "prefix");
    if (!claim.isEmpty() && !expression.isEmpty()) {
      errors.invalid(path, "", "claim and expression can't both be set");
      return new JwtSettings.Mapping.Claim(claim, "");
    }
    if (!expression.isEmpty()) {
      if (prefix != null) {
        errors.invalid(path.child("prefix"), prefix, "prefix can't be set when expression is set");
      }
      return computed(path, expression, types);
    }
    if (!claim.isEmpty() && prefix == null) {
      errors.required(
          path.child("prefix"),
          "prefix is required when claim is set. It can be set to an empty string to disable"
              + " prefixing");
    }
    if (claim.isEmpty() && prefix != null && !prefix.isEmpty()) {
      errors.invalid(
          path.child("prefix"), prefix, "non-empty prefix isn't allowed unless claim is set");
    }
    return claim.isEmpty()
        ? null
        : new JwtSettings.Mapping.Claim(claim, prefix == null ? "" : prefix);
  }

  private JwtSettings.@Nullable Mapping uid(Obj mappings, Path parent) {
    Path path = parent.child("uid");
    Obj given = present(mappings, parent, "uid");
    config.known(given, path, "claim", "expression");
    String claim = config.text(given, path, "claim");
    String expression = config.text(given, path, "expression");
    if (!claim.isEmpty() && !expression.isEmpty()) {
      errors.invalid(path, "", "claim and expression can't both be set");
    } else if (!expression.isEmpty()) {
      return computed(path, expression, TEXT_TYPES);
    }
    return claim.isEmpty() ? null : new JwtSettings.Mapping.Claim(claim, "");
  }

  private JwtSettings.@Nullable Mapping computed(Path path, String source, Set<String> types) {
    ClaimExpression expression = ofClaims(path.child("expression"), source, types);
    return expression == null
        ? new JwtSettings.Mapping.Claim("", "")
        : new JwtSettings.Mapping.Computed(expression);
  }

  private List<JwtSettings.Extra> extra(Obj mappings, Path parent) {
    List<JwtSettings.Extra> extra = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    List<Obj> given = config.objects(mappings, parent, "extra");
    for (int i = 0; i < given.size(); i++) {
      Path path = parent.child("extra").index(i);
      config.known(given.get(i), path, "key", "valueExpression");
      String key = config.text(given.get(i), path, "key");
      String source = config.text(given.get(i), path, "valueExpression");
      if (key.isEmpty()) {
        errors.required(path.child("key"));
      } else {
        checkKey(path.child("key"), key);
        if (!keys.add(key)) {
          errors.duplicate(path.child("key"), key);
        }
      }
      if (source.isEmpty()) {
        errors.required(path.child("valueExpression"), "valueExpression is required");
      } else {
        ClaimExpression value = ofClaims(path.child("valueExpression"), source, LIST_TYPES);
        if (value != null) {
          extra.add(new JwtSettings.Extra(key, value));
        }
      }
    }
    return extra;
  }

  private void checkKey(Path path, String key) {
    if (!KEY.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
      errors.invalid(path, key, "must be a domain-prefixed path (such as \"acme.io/foo\")");
      return;
    }
    if (!key.equals(key.toLowerCase(Locale.ROOT))) {
      errors.invalid(path, key, "must be lowercase");
    }
    String domain = key.substring(0, key.indexOf('/')).toLowerCase(Locale.ROOT);
    for (String reserved : RESERVED) {
      if (domain.equals(reserved) || domain.endsWith("." + reserved)) {
        errors.invalid(
            path, key, "%s and its subdomains are reserved for Kubernetes use".formatted(reserved));
      }
    }
  }

  private List<JwtSettings.UserRule> userRules(Obj entry, Path path) {
    List<JwtSettings.UserRule> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<Obj> given = config.objects(entry, path, "userValidationRules");
    for (int i = 0; i < given.size(); i++) {
      Path at = path.child("userValidationRules").index(i);
      config.known(given.get(i), at, "expression", "message");
      String source = config.text(given.get(i), at, "expression");
      if (source.isEmpty()) {
        errors.required(at.child("expression"), "expression is required");
      } else if (!seen.add(source)) {
        errors.duplicate(at.child("expression"), source);
      } else {
        ClaimExpression rule = compiled(at.child("expression"), source, Set.of("bool"), true);
        if (rule != null) {
          rules.add(new JwtSettings.UserRule(rule, config.text(given.get(i), at, "message")));
        }
      }
    }
    return rules;
  }

  /// Who is called by an address has to have proved that it is theirs.
  private void checkEmail(JwtSettings.Mapping username, Path mappings) {
    if (username instanceof JwtSettings.Mapping.Computed(ClaimExpression expression)
        && expression.uses("email")
        && compiled.stream().noneMatch(each -> each.uses("email_verified"))) {
      errors.invalid(
          mappings.child("username").child("expression"),
          expression.source(),
          "claims.email_verified must be used in claimMappings.username.expression or"
              + " claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when"
              + " claims.email is used in claimMappings.username.expression");
    }
  }

  private @Nullable ClaimExpression ofClaims(Path path, String source, Set<String> types) {
    ClaimExpression expression = compiled(path, source, types, false);
    if (expression != null) {
      compiled.add(expression);
    }
    return expression;
  }

  private @Nullable ClaimExpression compiled(
      Path path, String source, Set<String> types, boolean ofUser) {
    try {
      ClaimExpression expression =
          ofUser ? ClaimExpression.ofUser(source) : ClaimExpression.ofClaims(source);
      String type = expression.type();
      if (!types.contains(type) && !type.equals("any") && !type.equals("dyn")) {
        errors.invalid(
            path,
            source,
            types.equals(LIST_TYPES)
                ? "must evaluate to one of [string list list any]"
                : "must evaluate to " + types.iterator().next());
      }
      return expression;
    } catch (CelCompileException e) {
      errors.invalid(path, source, e.failure());
      return null;
    }
  }
}
