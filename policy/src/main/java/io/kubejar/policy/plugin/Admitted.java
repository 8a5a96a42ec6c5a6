package io.kubejar.policy.plugin;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.Failures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and answers admissions the way all plugins do.
public final class Admitted {
  private static final String UNKNOWN = "Unknown";

  private Admitted() {}

  /// The pod that is created, or null when something else happens.
  public static @Nullable Pod newPod(Admission<?> admission) {
    return isOn(admission, Operation.CREATE) && admission.object() instanceof Pod pod ? pod : null;
  }

  /// The pod that is updated, or null when something else happens.
  public static @Nullable Pod updatedPod(Admission<?> admission) {
    return isOn(admission, Operation.UPDATE) && admission.object() instanceof Pod pod ? pod : null;
  }

  /// Whether the operation is on the object itself, not on a subresource.
  public static boolean isOn(Admission<?> admission, Operation operation) {
    return admission.operation() == operation && admission.subresource().isEmpty();
  }

  /// The object as changed by a plugin, in the type that the admission is about.
  @SuppressWarnings("unchecked") // a changed object is of the class of the one it was made from
  public static <T extends ApiObject> T changed(Admission<T> admission, ApiObject object) {
    return (T) object;
  }

  /// The name that messages call the object by, which may be the beginning of one.
  public static String name(Admission<?> admission) {
    if (!admission.name().isEmpty()) {
      return admission.name();
    }
    ApiObject object = admission.object();
    if (object == null) {
      return UNKNOWN;
    }
    ObjectMeta metadata = object.metadata();
    String name = metadata.name().isEmpty() ? metadata.generateName() : metadata.name();
    return name.isEmpty() ? UNKNOWN : name;
  }

  /// `pods "web" is forbidden: why`.
  public static ApiException forbidden(Admission<?> admission, String why) {
    return Failures.forbidden(admission.kind().names(), name(admission), why);
  }

  /// The same with another reason, its code, and the text as a cause.
  public static ApiException refused(Admission<?> admission, String why, String reason) {
    Status status = forbidden(admission, why, new StatusCause("", why, "")).status();
    int code =
        switch (reason) {
          case "Unauthorized" -> 401;
          case "Forbidden" -> 403;
          case "RequestEntityTooLarge" -> 413;
          default -> 422;
        };
    return new ApiException(
        new Status(
            ListMeta.builder().build(),
            status.status(),
            status.message(),
            reason,
            status.details(),
            code));
  }

  /// The same with a cause.
  public static ApiException forbidden(Admission<?> admission, String why, StatusCause cause) {
    Status status = forbidden(admission, why).status();
    StatusDetails details = status.details();
    StatusDetails with =
        details == null
            ? null
            : new StatusDetails(
                details.name(), details.group(), details.kind(), "", List.of(cause), 0);
    return new ApiException(
        new Status(
            ListMeta.builder().build(),
            status.status(),
            status.message(),
            status.reason(),
            with,
            status.code()));
  }
}
