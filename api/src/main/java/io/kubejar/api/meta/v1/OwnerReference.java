package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A pointer to an object that owns this one, in the same namespace or cluster-scoped; when all
/// owners are gone the object is collected.
///
/// @param apiVersion Group and version in which the owner's kind is defined.
/// @param kind Kind of the owning object, for example `ReplicaSet`.
/// @param name Name of the owner, in the dependent's namespace or cluster-scoped.
/// @param uid UID of the owner, making sure a namesake is not taken for it.
/// @param controller True for the one owner that actively manages this object; at most one allowed.
/// @param blockOwnerDeletion If true, foreground deletion of the owner waits until this dependent
///   has gone.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.OwnerReference",
    atomic = true)
public record OwnerReference(
    @Field(tag = 5, required = true, always = true) String apiVersion,
    @Field(tag = 1, required = true, always = true) String kind,
    @Field(tag = 3, required = true, always = true) String name,
    @Field(tag = 4, required = true, always = true) String uid,
    @Field(tag = 6) @Nullable Boolean controller,
    @Field(tag = 7) @Nullable Boolean blockOwnerDeletion)
    implements OwnerReferenceBuilder.With {
  /// An empty draft.
  public static OwnerReferenceBuilder builder() {
    return new OwnerReferenceBuilder();
  }
}
