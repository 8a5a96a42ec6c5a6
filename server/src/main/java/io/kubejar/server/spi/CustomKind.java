package io.kubejar.server.spi;

import io.kubejar.api.kind.Kind;
import io.kubejar.wire.apply.OtherVersions;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonValue;
import java.util.List;

/// One version of a kind that was defined through the API.
public interface CustomKind extends Kind<DynamicObject> {
  /// The warning for those who use the version, or empty.
  @Override
  String deprecation();

  /// The object as it is kept, in the version that all versions are kept in.
  byte[] toStored(DynamicObject object);

  /// An object as it is kept, in this version, with what this version does not know left out.
  DynamicObject fromStored(byte[] value);

  /// Objects as they are kept, of whatever versions, in this version.
  List<DynamicObject> fromStored(List<byte[]> values);

  /// Whether an object may come back from the store otherwise than it went in.
  boolean converts();

  /// How server-side apply sees the kind's objects.
  Shape shape();

  /// The kind's other versions, for those who have said in them what they own.
  OtherVersions versions();

  /// The definition of the kind in OpenAPI.
  ///
  /// @param version2 whether it is for OpenAPI 2, which knows less
  JsonValue.Obj definition(boolean version2);
}
