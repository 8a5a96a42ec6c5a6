package io.kubejar.server.authentication;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.Headers;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.Denials;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.HeaderText;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.GoText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets a user act as another, as the `Impersonate-…` headers ask.
///
/// It takes the right to `impersonate` all that is claimed, or (KEP-5284) the rights to
/// `impersonate:<mode>` it and to `impersonate-on:<mode>:<verb>` what is requested. The mode
/// `associated-node` is for service accounts whose token says that they are on that node.
public final class Impersonation {
  private static final String PREFIX = "impersonate-";
  private static final String EXTRA = "impersonate-extra-";
  private static final String AUTHENTICATION = "authentication.k8s.io";
  private static final String ACCOUNT = "system:serviceaccount:";
  private static final String NODE = "system:node:";
  private static final String NODES = "system:nodes";
  private static final String NODE_NAME = "authentication.kubernetes.io/node-name";

  private final Authorizer authorizer;

  private final boolean constrained;

  /// @param constrained whether the narrower rights count
  public Impersonation(Authorizer authorizer, boolean constrained) {
    this.authorizer = authorizer;
    this.constrained = constrained;
  }

  /// As whom a request goes on.
  ///
  /// @param constraint the narrower right that lets it, such as `impersonate:user-info`; empty when
  ///   it took none
  public record Acting(User user, String constraint) {}

  /// The user to go on as: the given one, or the one the headers name.
  ///
  /// @param requested what is requested, by the user who asks
  /// @throws ApiException when the user may not act as the other
  public Acting apply(Attributes requested, Headers headers) throws ApiException {
    Claim claim = claim(headers);
    if (claim == null) {
      return new Acting(requested.user(), "");
    }
    if (claim.user().isEmpty()) {
      String message = "requested %s without impersonating a user name".formatted(claim.shown());
      throw constrained ? Failures.badRequest(message) : Failures.internal(message);
    }
    ApiException refusal = refused(checks(requested.user(), claim, "impersonate", false));
    if (refusal == null) {
      return new Acting(user(claim), "");
    }
    for (String mode : constrained ? modes(requested.user(), claim) : List.<String>of()) {
      var needed = new ArrayList<Attributes>();
      needed.add(withVerb(requested, "impersonate-on:" + mode + ":" + requested.verb()));
      needed.addAll(checks(requested.user(), claim, "impersonate:" + mode, true));
      refusal = refused(needed);
      if (refusal == null) {
        Claim whole = isNode(claim) && claim.isNameOnly() ? claim.withGroup(NODES) : claim;
        return new Acting(user(whole), "impersonate:" + mode);
      }
    }
    throw refusal;
  }

  private record Claim(
      String user, List<String> groups, String uid, Map<String, List<String>> extra) {
    Claim withGroup(String group) {
      return new Claim(user, List.of(group), uid, extra);
    }

    /// The claim as upstream's message shows it.
    String shown() {
      return "&user.DefaultInfo{Name:%s, UID:%s, Groups:%s, Extra:%s}"
          .formatted(
              GoText.quoted(user),
              GoText.quoted(uid),
              groups.isEmpty() ? "[]string(nil)" : shown(groups),
              extra.isEmpty()
                  ? "map[string][]string(nil)"
                  : new TreeMap<>(extra)
                      .entrySet().stream()
                          .map(
                              entry ->
                                  GoText.quoted(entry.getKey()) + ":" + shown(entry.getValue()))
                          .collect(Collectors.joining(", ", "map[string][]string{", "}")));
    }

    private static String shown(List<String> texts) {
      return texts.stream().map(GoText::quoted).collect(Collectors.joining(", ", "[]string{", "}"));
    }

    boolean isNameOnly() {
      return groups.isEmpty() && uid.isEmpty() && extra.isEmpty();
    }
  }

  private static @Nullable Claim claim(Headers headers) {
    String user = "";
    String uid = "";
    var groups = new ArrayList<String>();
    var extra = new LinkedHashMap<String, List<String>>();
    boolean any = false;
    for (Headers.Field field : headers) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!name.startsWith(PREFIX)) {
        continue;
      }
      any = true;
      switch (name) {
        case "impersonate-user" -> user = text(field);
        case "impersonate-uid" -> uid = text(field);
        case "impersonate-group" -> groups.add(text(field));
        default -> {
          if (name.startsWith(EXTRA)) {
            extra
                .computeIfAbsent(unescape(name.substring(EXTRA.length())), _ -> new ArrayList<>())
                .add(text(field));
          }
        }
      }
    }
    return any ? new Claim(user, groups, uid, extra) : null;
  }

  private static String text(Headers.Field field) {
    try {
      return HeaderText.decoded(field.value());
    } catch (IllegalArgumentException _) {
      throw Failures.badRequest("%s is not UTF-8".formatted(field.name()));
    }
  }

  private static String unescape(String key) {
    try {
      return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8)
          .toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return key;
    }
  }

  /// The sorts of acting as another that the claim may be, the narrowest first.
  private static List<String> modes(User user, Claim claim) {
    String name = claim.user();
    if (name.startsWith(ACCOUNT)) {
      return List.of("serviceaccount");
    }
    if (!isNode(claim)) {
      return List.of("user-info");
    }
    boolean own =
        user.name().startsWith(ACCOUNT)
            && claim.isNameOnly()
            && user.extra()
                .getOrDefault(NODE_NAME, List.of())
                .equals(List.of(name.substring(NODE.length())));
    return own ? List.of("associated-node", "arbitrary-node") : List.of("arbitrary-node");
  }

  private static boolean isNode(Claim claim) {
    return claim.user().startsWith(NODE);
  }

  /// The rights it takes to claim all that is claimed.
  private static List<Attributes> checks(User user, Claim claim, String verb, boolean constrained) {
    String group = constrained ? AUTHENTICATION : "";
    var checks = new ArrayList<Attributes>();
    String[] account = accountOf(claim.user());
    if (account != null) {
      checks.add(check(user, verb, group, "serviceaccounts", "", account[0], account[1]));
    } else if (constrained && isNode(claim)) {
      checks.add(check(user, verb, group, "nodes", "", "", claim.user().substring(NODE.length())));
    } else {
      checks.add(check(user, verb, group, "users", "", "", claim.user()));
    }
    for (String each : claim.groups()) {
      checks.add(check(user, verb, group, "groups", "", "", each));
    }
    claim
        .extra()
        .forEach(
            (key, values) -> {
              for (String value : values) {
                checks.add(check(user, verb, AUTHENTICATION, "userextras", key, "", value));
              }
            });
    if (!claim.uid().isEmpty()) {
      checks.add(check(user, verb, AUTHENTICATION, "uids", "", "", claim.uid()));
    }
    return checks;
  }

  private @Nullable ApiException refused(List<Attributes> checks) {
    for (Attributes check : checks) {
      switch (authorizer.authorize(check)) {
        case Decision.Allowed _ -> {}
        case Decision.Denied(String reason) -> {
          return Denials.forbidden(check, reason);
        }
        case Decision.NoOpinion(String reason) -> {
          return Denials.forbidden(check, reason);
        }
        case Decision.Failed failed -> {
          return Denials.forbidden(check, failed.reason());
        }
      }
    }
    return null;
  }

  private static User user(Claim claim) {
    var groups = new ArrayList<>(claim.groups());
    String[] account = accountOf(claim.user());
    if (account != null && groups.isEmpty()) {
      groups.add("system:serviceaccounts");
      groups.add("system:serviceaccounts:" + account[0]);
    }
    User user = new User(claim.user(), claim.uid(), groups, claim.extra());
    if (!claim.user().equals(User.ANONYMOUS.name())) {
      return AuthenticatorChain.withAuthenticated(user);
    }
    if (!groups.contains(AuthenticatorChain.UNAUTHENTICATED)) {
      groups.add(AuthenticatorChain.UNAUTHENTICATED);
    }
    return new User(claim.user(), claim.uid(), groups, claim.extra());
  }

  private static String @Nullable [] accountOf(String user) {
    if (!user.startsWith(ACCOUNT)) {
      return null;
    }
    String[] parts = user.substring(ACCOUNT.length()).split(":", -1);
    return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty() ? parts : null;
  }

  private static Attributes check(
      User user,
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    return new Attributes(
        user, verb, group, "v1", resource, subresource, namespace, name, "", "", "");
  }

  private static Attributes withVerb(Attributes from, String verb) {
    return new Attributes(
        from.user(),
        verb,
        from.group(),
        from.version(),
        from.resource(),
        from.subresource(),
        from.namespace(),
        from.name(),
        from.fieldSelector(),
        from.labelSelector(),
        from.path());
  }
}
