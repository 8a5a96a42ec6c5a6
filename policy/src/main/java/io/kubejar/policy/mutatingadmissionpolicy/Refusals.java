package io.kubejar.policy.mutatingadmissionpolicy;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.policy.mutation.Step;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Failures;
import java.util.ArrayList;
import java.util.List;

/// What policies could not do to one object: all are tried before the change is refused, so that
/// the answer names each failure as a cause. The first one speaks for all.
///
/// The code stays that of a refusal, 403, also where the reason is `Invalid`.
final class Refusals implements Step {
  private final List<StatusCause> causes = new ArrayList<>();
  private String reason = "";

  /// A policy as a whole cannot be used, whichever binding led to it.
  void policy(String policy, String why) {
    add("policy \"%s\" denied request: failed to configure policy: %s".formatted(policy, why), "");
  }

  /// A binding cannot be used.
  void binding(String policy, String binding, String why) {
    add(text(policy, binding, "failed to configure binding: " + why), "");
  }

  /// An expression failed, or what it gave does not fit the object.
  void mutation(String policy, String binding, String why) {
    add(text(policy, binding, why), "Invalid");
  }

  private static String text(String policy, String binding, String why) {
    return "policy '%s' with binding '%s' denied request: %s".formatted(policy, binding, why);
  }

  private void add(String message, String because) {
    StatusCause cause = new StatusCause("", message, "");
    if (because.isEmpty() && causes.contains(cause)) {
      return;
    }
    if (causes.isEmpty()) {
      reason = because.isEmpty() ? "Forbidden" : because;
    }
    causes.add(cause);
  }

  @Override
  public boolean again() {
    return true;
  }

  @Override
  public <T extends ApiObject> Admission<T> apply(Admission<T> admission, int round)
      throws ApiException {
    if (!causes.isEmpty()) {
      throw Failures.failure(
          403,
          reason,
          causes.getFirst().message(),
          new StatusDetails(
              Admitted.name(admission),
              admission.kind().names().group(),
              admission.kind().names().plural(),
              "",
              causes,
              0));
    }
    return admission;
  }
}
