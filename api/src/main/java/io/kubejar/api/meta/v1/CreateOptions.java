package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The query of a create request: dry run, field manager, and how strictly unknown fields are
/// treated.
///
/// @param dryRun Set to `All` to run validation and admission but leave storage untouched.
/// @param fieldManager Name recorded as owner of the written fields, printable and at most 128
///   characters.
/// @param fieldValidation Treatment of unknown or duplicate fields: `Ignore`, `Warn` (the default)
///   or `Strict`.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.CreateOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.CreateOptions",
    version = "v1",
    kind = "CreateOptions")
public record CreateOptions(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> dryRun,
    @Field(tag = 3) String fieldManager,
    @Field(tag = 4) String fieldValidation)
    implements CreateOptionsBuilder.With {
  public CreateOptions {
    dryRun = List.copyOf(dryRun);
  }

  /// An empty draft.
  public static CreateOptionsBuilder builder() {
    return new CreateOptionsBuilder();
  }
}
