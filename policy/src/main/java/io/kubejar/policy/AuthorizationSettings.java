package io.kubejar.policy;

import io.kubejar.policy.accessreview.WebhookSettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which authorizers are asked, in this order; as upstream's `--authorization-mode`,
/// `--authorization-policy-file`, `--authorization-webhook-…` and `--authorization-config`.
///
/// @param modes names such as `Node` and `RBAC`; empty when a file says it
/// @param policyFile the policies of the mode `ABAC`, or null
/// @param webhook how the mode `Webhook` asks, or null
/// @param configuration the file that names the authorizers, in the place of the modes, or null
public record AuthorizationSettings(
    List<String> modes,
    @Nullable Path policyFile,
    @Nullable WebhookSettings webhook,
    @Nullable Path configuration) {
  private static final Set<String> MODES =
      Set.of("AlwaysAllow", "AlwaysDeny", "ABAC", "Webhook", "RBAC", "Node");

  /// `Node,RBAC`.
  public static final AuthorizationSettings DEFAULT =
      new AuthorizationSettings(List.of("Node", "RBAC"), null);

  public AuthorizationSettings(List<String> modes, @Nullable Path policyFile) {
    this(modes, policyFile, null, null);
  }

  /// @throws IllegalArgumentException with a text for the user when the modes make no sense
  public AuthorizationSettings {
    modes = List.copyOf(modes);
    if (configuration == null) {
      check(modes, policyFile, webhook);
    }
  }

  private static void check(
      List<String> modes, @Nullable Path policyFile, @Nullable WebhookSettings webhook) {
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
    boolean asks = modes.contains("Webhook");
    if (asks && webhook == null) {
      throw new IllegalArgumentException(
          "authorization-mode Webhook's authorization config file not passed");
    }
    if (!asks && webhook != null) {
      throw new IllegalArgumentException(
          "cannot specify --authorization-webhook-config-file without mode Webhook");
    }
  }
}
