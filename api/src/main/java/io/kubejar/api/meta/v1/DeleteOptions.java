package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of a delete request: grace period in seconds, preconditions, treatment of
/// dependents, and dry run.
///
/// @param gracePeriodSeconds Seconds granted for orderly shutdown; 0 deletes immediately, absent
///   uses the type's own default.
/// @param preconditions Checks that must hold for the stored object, otherwise the request fails
///   with 409 Conflict.
/// @param orphanDependents Deprecated predecessor of `propagationPolicy`; true keeps dependents
///   alive. Never set both fields.
/// @param propagationPolicy Fate of dependents: `Orphan` keeps them, `Background` deletes them
///   later, `Foreground` deletes them first.
/// @param dryRun Set to `All` to simulate the deletion without removing anything from storage.
/// @param ignoreStoreReadErrorWithClusterBreakingPotential Removes an undecodable object
///   unconditionally, skipping finalizers and graceful deletion; dangerous last resort.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.DeleteOptions",
    version = "v1",
    kind = "DeleteOptions")
public record DeleteOptions(
    @Field(tag = 1, format = "int64") @Nullable Long gracePeriodSeconds,
    @Field(tag = 2) @Nullable Preconditions preconditions,
    @Field(tag = 3) @Nullable Boolean orphanDependents,
    @Field(
            tag = 4,
            known = {"Background", "Foreground", "Orphan"})
        @Nullable String propagationPolicy,
    @Field(tag = 5, list = ListType.ATOMIC) List<String> dryRun,
    @Field(tag = 6) @Nullable Boolean ignoreStoreReadErrorWithClusterBreakingPotential)
    implements DeleteOptionsBuilder.With {
  public DeleteOptions {
    dryRun = List.copyOf(dryRun);
  }

  /// An empty draft.
  public static DeleteOptionsBuilder builder() {
    return new DeleteOptionsBuilder();
  }
}
