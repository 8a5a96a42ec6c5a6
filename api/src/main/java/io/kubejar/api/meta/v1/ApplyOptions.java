package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The query of a server-side apply: field manager, dry run, and whether to take fields over from
/// others.
///
/// @param dryRun Set to `All` to go through every processing stage without storing anything.
/// @param force When true, take over fields that other managers own instead of failing with a
///   conflict.
/// @param fieldManager Mandatory name of the actor under which the applied fields are recorded.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.ApplyOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.ApplyOptions")
public record ApplyOptions(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> dryRun,
    @Field(tag = 2, required = true, always = true) boolean force,
    @Field(tag = 3, required = true, always = true) String fieldManager)
    implements ApplyOptionsBuilder.With {
  public ApplyOptions {
    dryRun = List.copyOf(dryRun);
  }

  /// An empty draft.
  public static ApplyOptionsBuilder builder() {
    return new ApplyOptionsBuilder();
  }
}
