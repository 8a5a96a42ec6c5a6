package io.kubejar.api.kind;

/// A kind's full name.
///
/// @param group the API group; empty for the core group
/// @param version the API version
/// @param kind the kind's name
public record GroupVersionKind(String group, String version, String kind) {
  /// The name from an `apiVersion` such as `apps/v1` and a `kind`.
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /// `v1` or `group/version`.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  @Override
  public String toString() {
    return apiVersion() + ", Kind=" + kind;
  }
}
