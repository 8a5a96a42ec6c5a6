package io.kubejar.server.extension.custom;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.wire.json.JsonValue;

/// Turns objects of one version of a kind into objects of another.
@FunctionalInterface
public interface Conversion {
  /// The versions have the same form, but for what their schemas leave out.
  Conversion NONE = (object, apiVersion) -> object.with("apiVersion", JsonValue.of(apiVersion));

  /// An object in another version.
  ///
  /// @param apiVersion the group and version wanted
  JsonValue.Obj convert(JsonValue.Obj object, String apiVersion) throws ApiException;
}
