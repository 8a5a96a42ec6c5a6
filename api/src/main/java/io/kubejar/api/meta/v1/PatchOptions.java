package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The query of a patch request: dry run, field manager, forcing, and how strictly unknown fields
/// are treated.
///
/// @param dryRun Set to `All` to compute the patched result without storing it.
/// @param force Apply patches only: true takes contested fields away from their present managers.
/// @param fieldManager Name of the writer; required with apply patches, optional for the other
///   patch types.
/// @param fieldValidation Treatment of unknown or duplicate fields: `Ignore`, `Warn` (the default)
///   or `Strict`.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.PatchOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.PatchOptions",
    version = "v1",
    kind = "PatchOptions")
public record PatchOptions(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> dryRun,
    @Field(tag = 2) @Nullable Boolean force,
    @Field(tag = 3) String fieldManager,
    @Field(tag = 4) String fieldValidation)
    implements PatchOptionsBuilder.With {
  public PatchOptions {
    dryRun = List.copyOf(dryRun);
  }

  /// An empty draft.
  public static PatchOptionsBuilder builder() {
    return new PatchOptionsBuilder();
  }
}
