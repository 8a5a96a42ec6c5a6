package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionSpec;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.server.discovery.VersionOrder;

/// What those are told who use a version that is going out of use.
final class Deprecations {
  private Deprecations() {}

  /// The warning, or empty for a version that stays.
  static String of(CustomResourceDefinitionSpec spec, CustomResourceDefinitionVersion version) {
    if (!version.deprecated()) {
      return "";
    }
    String own = version.deprecationWarning();
    if (own != null) {
      return own;
    }
    String kind = spec.names().kind();
    String message = "%s/%s %s is deprecated".formatted(spec.group(), version.name(), kind);
    return spec.versions().stream()
        .filter(other -> other.served() && !other.deprecated())
        .map(CustomResourceDefinitionVersion::name)
        .filter(other -> VersionOrder.BEST_FIRST.compare(other, version.name()) < 0)
        .min(VersionOrder.BEST_FIRST)
        .map(better -> message + "; use %s/%s %s".formatted(spec.group(), better, kind))
        .orElse(message);
  }
}
