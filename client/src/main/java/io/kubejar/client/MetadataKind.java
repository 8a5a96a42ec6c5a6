package io.kubejar.client;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.api.meta.v1.PartialObjectMetadataCodec;

/// Any kind of which only names are known, such as a custom one: its objects are seen without
/// anything but their metadata.
///
/// They can be read, listed, watched, patched and deleted.
///
/// @param names what the kind is called
public record MetadataKind(Names names) implements Kind<PartialObjectMetadata> {
  @Override
  public ObjectCodec<PartialObjectMetadata> codec() {
    return PartialObjectMetadataCodec.INSTANCE;
  }
}
