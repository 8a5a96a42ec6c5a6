package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The user, with groups and extra attributes, and the access asked about.
///
/// @param resourceAttributes Describes access to an API resource; mutually exclusive with
///   `nonResourceAttributes`.
/// @param nonResourceAttributes Describes access to a plain URL path; mutually exclusive with
///   `resourceAttributes`.
/// @param user User asked about; with no groups given, group membership plays no part.
/// @param groups Groups the user is assumed to be in; needed when `user` is empty.
/// @param extra Additional attributes of the user as an authenticator would deliver them.
/// @param uid Unique identifier of the user being asked about, if known.
@ApiType(
    value = "io.k8s.api.authorization.v1.SubjectAccessReviewSpec",
    proto = "k8s.io.api.authorization.v1.SubjectAccessReviewSpec")
public record SubjectAccessReviewSpec(
    @Field(tag = 1) @Nullable ResourceAttributes resourceAttributes,
    @Field(tag = 2) @Nullable NonResourceAttributes nonResourceAttributes,
    @Field(tag = 3) String user,
    @Field(tag = 4, list = ListType.ATOMIC) List<String> groups,
    @Field(tag = 5) Map<String, List<String>> extra,
    @Field(tag = 6) String uid)
    implements SubjectAccessReviewSpecBuilder.With {
  public SubjectAccessReviewSpec {
    groups = List.copyOf(groups);
    extra = SortedStringMap.copyOf(extra);
  }

  /// An empty draft.
  public static SubjectAccessReviewSpecBuilder builder() {
    return new SubjectAccessReviewSpecBuilder();
  }
}
