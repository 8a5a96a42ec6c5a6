package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The fields one manager owns in an object, by operation, API version and subresource.
///
/// @param manager Name of the client or controller that owns the fields in this entry.
/// @param operation How the fields were set: `Apply` for server-side apply, `Update` for any other
///   write.
/// @param apiVersion Version of the resource that the recorded field set is expressed in.
/// @param time When the entry was created or its set of fields last changed; UTC.
/// @param fieldsType Format of the field set that follows; `FieldsV1` is the only one known.
/// @param fieldsV1 Owned fields as a JSON trie with `f:`, `k:`, `v:` and `i:` prefixed keys.
/// @param subresource Subresource through which the fields were written; empty for the main
///   endpoint.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry")
public record ManagedFieldsEntry(
    @Field(tag = 1) String manager,
    @Field(
            tag = 2,
            known = {"Apply", "Update"})
        String operation,
    @Field(tag = 3) String apiVersion,
    @Field(tag = 4) @Nullable Time time,
    @Field(tag = 6) String fieldsType,
    @Field(tag = 7) @Nullable FieldsV1 fieldsV1,
    @Field(tag = 8) String subresource)
    implements ManagedFieldsEntryBuilder.With {
  /// An empty draft.
  public static ManagedFieldsEntryBuilder builder() {
    return new ManagedFieldsEntryBuilder();
  }
}
