package io.kubejar.policy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which authorizers are asked, in this order; as upstream's `--authorization-mode` and
/// `--authorization-policy-file`.
///
/// @param modes names such as `Node` and `RBAC`
/// @param policyFile the policies of the mode `ABAC`, or null
public record AuthorizationSettings(List<String> modes, @Nullable Path policyFile) {
  private static final Set<String> MODES =
      Set.of("AlwaysAllow", "AlwaysDeny", "ABAC", "RBAC", "Node");

  /// `Node,RBAC`.
  public static final AuthorizationSettings DEFAULT =
      new AuthorizationSettings(List.of("Node", "RBAC"), null);

  /// @throws IllegalArgumentException with a text for the user when the modes make no sense
  public AuthorizationSettings {
    modes = List.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("at least one authorization-mode must be passed");
    }
    for (String mode : modes) {
      if (!MODES.contains(mode)) {
        throw new IllegalArgumentException(
            "authorization-mode \"" + mode + "\" is not a valid mode");
      }
    }
    if (new HashSet<>(modes).size() < modes.size()) {
      throw new IllegalArgumentException(
          "authorization-mode " + modes + " has mode specified more than once");
    }
    boolean abac = modes.contains("ABAC");
    if (abac && policyFile == null) {
      throw new IllegalArgumentException(
          "authorization-mode ABAC's authorization policy file not passed");
    }
    if (!abac && policyFile != null) {
      throw new IllegalArgumentException(
          "cannot specify --authorization-policy-file without mode ABAC");
    }
  }
}
