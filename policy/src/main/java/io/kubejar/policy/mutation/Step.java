package io.kubejar.policy.mutation;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import org.jspecify.annotations.Nullable;

/// One policy or webhook that may change objects.
public interface Step {
  /// Whether it wants to be asked again when a later step changed the object.
  boolean again();

  /// The change as the step wants it, the given one when it has nothing to add; null when the step
  /// is not about the change.
  ///
  /// @param round 0, or 1 when it is asked again
  <T extends ApiObject> @Nullable Admission<T> apply(Admission<T> admission, int round)
      throws ApiException;
}
