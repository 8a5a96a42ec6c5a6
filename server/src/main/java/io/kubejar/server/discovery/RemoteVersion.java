package io.kubejar.server.discovery;

import io.kubejar.wire.json.JsonValue.Obj;
import org.jspecify.annotations.Nullable;

/// A version of a group that another server answers.
///
/// @param groupPriority the higher, the earlier the group is listed
/// @param versionPriority the higher, the earlier the version is listed in its group
/// @param available whether the other server can be asked
/// @param resources its entry in aggregated discovery, as last told; null when it was never told
/// @param openApi3 the hash of its document of OpenAPI 3; empty when it has none
/// @param openApi2 its document of OpenAPI 2, or null
public record RemoteVersion(
    String group,
    String version,
    int groupPriority,
    int versionPriority,
    boolean available,
    @Nullable Obj resources,
    String openApi3,
    @Nullable Obj openApi2) {
  /// `/apis/<group>/<version>`
  public String path() {
    return "/apis/" + group + "/" + version;
  }
}
