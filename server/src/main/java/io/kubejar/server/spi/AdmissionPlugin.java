package io.kubejar.server.spi;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import org.jspecify.annotations.Nullable;

/// A rule that may complete or refuse a change before it is stored.
public interface AdmissionPlugin {
  /// The plugin's name, as in upstream's `--enable-admission-plugins`.
  String name();

  /// The new state, completed; the given one when there is nothing to add. Null stays null.
  default <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    return admission.object();
  }

  /// What was sent to a subresource with a form of its own, completed; the given when there is
  /// nothing to add.
  default <T extends ApiObject> @Nullable Sent<?> admitSent(Admission<T> admission)
      throws ApiException {
    return admission.sent();
  }

  /// Adds what breaks rules to the errors that the kind itself finds; called between the two.
  default <T extends ApiObject> void check(Admission<T> admission, FieldErrors errors) {}

  /// Refuses the change by an exception; called after all plugins completed it.
  default <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {}
}
