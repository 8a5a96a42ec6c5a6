package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The query of an update request: dry run, field manager, and how strictly unknown fields are
/// treated.
///
/// @param dryRun Set to `All` to validate the replacement without storing it.
/// @param fieldManager Name recorded as owner of the changed fields, printable and at most 128
///   characters.
/// @param fieldValidation Treatment of unknown or duplicate fields: `Ignore`, `Warn` (the default)
///   or `Strict`.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.UpdateOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.UpdateOptions",
    version = "v1",
    kind = "UpdateOptions")
public record UpdateOptions(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> dryRun,
    @Field(tag = 2) String fieldManager,
    @Field(tag = 3) String fieldValidation)
    implements UpdateOptionsBuilder.With {
  public UpdateOptions {
    dryRun = List.copyOf(dryRun);
  }

  /// An empty draft.
  public static UpdateOptionsBuilder builder() {
    return new UpdateOptionsBuilder();
  }
}
