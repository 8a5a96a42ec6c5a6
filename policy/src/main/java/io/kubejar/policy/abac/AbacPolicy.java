package io.kubejar.policy.abac;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonValue.Bool;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.Set;

/// A line of a policy file: who may do what to what.
///
/// @param user the user's name, `*` for all, empty when only the group counts
/// @param group a group the user has to be in, `*` for all, empty for any
/// @param readonly whether only reading is allowed
/// @param apiGroup the API group, `*` for all
/// @param resource the resource, `*` for all
/// @param namespace the namespace, `*` for all
/// @param nonResourcePath a path, which may end in `*`
record AbacPolicy(
    String user,
    String group,
    boolean readonly,
    String apiGroup,
    String resource,
    String namespace,
    String nonResourcePath) {
  private static final String ALL = "*";
  private static final String V1 = "abac.authorization.kubernetes.io/v1beta1";
  private static final Set<String> READING = Set.of("get", "list", "watch");

  /// @throws IllegalArgumentException when the line is no policy
  static AbacPolicy of(Obj line) {
    String version = line.text("apiVersion");
    if (version.isEmpty()) {
      return old(line);
    }
    if (!version.equals(V1) || !line.text("kind").equals("Policy")) {
      throw new IllegalArgumentException(
          "apiVersion \"%s\" kind \"%s\" is not %s Policy"
              .formatted(version, line.text("kind"), V1));
    }
    Obj spec = line.object("spec");
    return new AbacPolicy(
        spec.text("user"),
        spec.text("group"),
        isTrue(spec, "readonly"),
        spec.text("apiGroup"),
        spec.text("resource"),
        spec.text("namespace"),
        spec.text("nonResourcePath"));
  }

  /// A line of the first form, in which what is left out means everything.
  private static AbacPolicy old(Obj line) {
    String user = line.text("user");
    String group = line.text("group");
    boolean everybody = user.equals(ALL) || (user.isEmpty() && group.isEmpty());
    return new AbacPolicy(
        everybody ? "" : user,
        everybody ? "system:authenticated" : group,
        isTrue(line, "readonly"),
        ALL,
        orAll(line.text("resource")),
        orAll(line.text("namespace")),
        ALL);
  }

  private static String orAll(String text) {
    return text.isEmpty() ? ALL : text;
  }

  private static boolean isTrue(Obj object, String name) {
    return object.get(name) instanceof Bool(boolean value) && value;
  }

  boolean allows(Attributes attributes) {
    return isFor(attributes.user())
        && (!readonly || READING.contains(attributes.verb()))
        && (attributes.isResourceRequest()
            ? covers(apiGroup, attributes.group())
                && covers(resource, attributes.resource())
                && covers(namespace, attributes.namespace())
            : coversPath(attributes.path()));
  }

  boolean isFor(User who) {
    if (user.isEmpty() && group.isEmpty()) {
      return false;
    }
    return (user.isEmpty() || covers(user, who.name()))
        && (group.isEmpty() || group.equals(ALL) || who.inGroup(group));
  }

  private static boolean covers(String wanted, String actual) {
    return wanted.equals(ALL) || wanted.equals(actual);
  }

  private boolean coversPath(String path) {
    return nonResourcePath.endsWith(ALL)
        ? path.startsWith(nonResourcePath.substring(0, nonResourcePath.length() - 1))
        : nonResourcePath.equals(path);
  }
}
