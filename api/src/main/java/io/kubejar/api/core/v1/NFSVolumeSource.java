package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An NFS export, given by server and exported path.
///
/// @param server Host name or address of the NFS server.
/// @param path Absolute path of the directory that the server exports.
/// @param readOnly Mount the export without write access; default false.
@ApiType(value = "io.k8s.api.core.v1.NFSVolumeSource", proto = "k8s.io.api.core.v1.NFSVolumeSource")
public record NFSVolumeSource(
    @Field(tag = 1, required = true, always = true) String server,
    @Field(tag = 2, required = true, always = true) String path,
    @Field(tag = 3) boolean readOnly)
    implements NFSVolumeSourceBuilder.With {
  /// An empty draft.
  public static NFSVolumeSourceBuilder builder() {
    return new NFSVolumeSourceBuilder();
  }
}
