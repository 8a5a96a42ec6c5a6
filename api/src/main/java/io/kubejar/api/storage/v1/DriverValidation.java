package io.kubejar.api.storage.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for what storage drivers say about themselves.
final class DriverValidation {
  private static final long SHORTEST_TOKEN = 600;
  private static final long LONGEST_TOKEN = 1L << 32;
  private static final long SHORTEST_PERIOD = 10;
  private static final List<String> GROUP_POLICIES =
      List.of("File", "None", "ReadWriteOnceWithFSType");
  private static final List<String> MODES = List.of("Ephemeral", "Persistent");

  private DriverValidation() {}

  static void check(CSIDriverSpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    checkPresent(spec.attachRequired(), path.child("attachedRequired"), errors);
    checkPresent(spec.podInfoOnMount(), path.child("podInfoOnMount"), errors);
    checkPresent(spec.storageCapacity(), path.child("storageCapacity"), errors);
    String policy = spec.fsGroupPolicy();
    if (policy == null) {
      errors.required(path.child("fsGroupPolicy"));
    } else if (!GROUP_POLICIES.contains(policy)) {
      errors.notSupported(path.child("fsGroupPolicy"), policy, GROUP_POLICIES);
    }
    checkTokens(spec.tokenRequests(), path.child("tokenRequests"), errors);
    for (String mode : spec.volumeLifecycleModes()) {
      if (!MODES.contains(mode)) {
        errors.notSupported(path.child("volumeLifecycleModes"), mode, MODES);
      }
    }
    checkPresent(spec.seLinuxMount(), path.child("seLinuxMount"), errors);
    Long period = spec.nodeAllocatableUpdatePeriodSeconds();
    if (period != null && period < SHORTEST_PERIOD) {
      errors.invalid(
          path.child("nodeAllocatableUpdatePeriodSeconds"),
          period,
          "must be greater than or equal to " + SHORTEST_PERIOD + " seconds");
    }
    Boolean inSecrets = spec.serviceAccountTokenInSecrets();
    if (inSecrets != null && spec.tokenRequests().isEmpty()) {
      errors.invalid(
          path.child("serviceAccountTokenInSecrets"),
          inSecrets,
          "serviceAccountTokenInSecrets is set but no tokenRequests are specified");
    }
  }

  private static void checkPresent(@Nullable Boolean flag, Path path, FieldErrors errors) {
    if (flag == null) {
      errors.required(path);
    }
  }

  private static void checkTokens(List<TokenRequest> tokens, Path path, FieldErrors errors) {
    Set<String> audiences = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      TokenRequest token = tokens.get(i);
      Path at = path.index(i);
      if (!audiences.add(token.audience())) {
        errors.duplicate(at.child("audience"), token.audience());
      }
      Long seconds = token.expirationSeconds();
      if (seconds != null && seconds < SHORTEST_TOKEN) {
        errors.invalid(
            at.child("expirationSeconds"),
            seconds,
            "may not specify a duration less than 10 minutes");
      }
      if (seconds != null && seconds > LONGEST_TOKEN) {
        errors.invalid(
            at.child("expirationSeconds"),
            seconds,
            "may not specify a duration larger than 2^32 seconds");
      }
    }
  }

  static void checkUpdate(CSIDriverSpec spec, CSIDriverSpec old, FieldErrors errors) {
    Path path = Path.of("spec");
    errors.immutable(path.child("attachedRequired"), spec.attachRequired(), old.attachRequired());
    errors.immutable(
        path.child("volumeLifecycleModes"),
        spec.volumeLifecycleModes(),
        old.volumeLifecycleModes());
    check(spec, errors);
  }
}
