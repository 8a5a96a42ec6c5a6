package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The query for table output: how much of each object goes with its row (`None`, `Metadata` or
/// `Object`).
///
/// @param includeObject What each table row embeds: `Metadata` (the default), the full `Object`, or
///   `None`.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.TableOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.TableOptions",
    version = "v1",
    kind = "TableOptions")
public record TableOptions(
    @Field(
            tag = 1,
            known = {"Metadata", "None", "Object"})
        String includeObject)
    implements TableOptionsBuilder.With {
  /// An empty draft.
  public static TableOptionsBuilder builder() {
    return new TableOptionsBuilder();
  }
}
