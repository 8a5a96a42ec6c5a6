package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// More on an error: the object concerned, its causes, and after how many seconds to try again.
///
/// @param name Name of the object the reply is about, or of the missing resource.
/// @param group API group of the resource the reply is about; empty for core.
/// @param kind Kind or resource name involved in the request; not always the kind asked for.
/// @param uid UID of the object concerned, given when one specific object is meant.
/// @param causes Individual problems, such as each invalid field, that together led to the failure.
/// @param retryAfterSeconds Suggested wait in seconds before another attempt; some failures must
///   not be retried earlier.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.StatusDetails",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.StatusDetails")
public record StatusDetails(
    @Field(tag = 1) String name,
    @Field(tag = 2) String group,
    @Field(tag = 3) String kind,
    @Field(tag = 6) String uid,
    @Field(tag = 4, list = ListType.ATOMIC) List<StatusCause> causes,
    @Field(tag = 5, format = "int32") int retryAfterSeconds)
    implements StatusDetailsBuilder.With {
  public StatusDetails {
    causes = List.copyOf(causes);
  }

  /// An empty draft.
  public static StatusDetailsBuilder builder() {
    return new StatusDetailsBuilder();
  }
}
