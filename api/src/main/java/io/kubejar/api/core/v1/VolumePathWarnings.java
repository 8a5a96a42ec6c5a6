package io.kubejar.api.core.v1;

import java.util.ArrayList;
import java.util.List;

/// Files of a volume that would take each other's place.
final class VolumePathWarnings {
  private record File(String path, String from) {
    boolean overlaps(File other) {
      return path.equals(other.path)
          || path.startsWith(other.path + "/")
          || other.path.startsWith(path + "/");
    }

    @Override
    public String toString() {
      return "\"" + path + "\"" + (from.isEmpty() ? "" : " (" + from + ")");
    }
  }

  private VolumePathWarnings() {}

  static List<String> of(Volume volume) {
    ConfigMapVolumeSource map = volume.configMap();
    if (map != null) {
      return overlaps(volume, "ConfigMap \"" + map.name() + "\"", keys(map.items(), ""));
    }
    SecretVolumeSource secret = volume.secret();
    if (secret != null) {
      return overlaps(volume, "Secret \"" + secret.secretName() + "\"", keys(secret.items(), ""));
    }
    DownwardAPIVolumeSource downward = volume.downwardAPI();
    if (downward != null) {
      return overlaps(volume, "DownwardAPI", files(downward.items(), ""));
    }
    ProjectedVolumeSource projected = volume.projected();
    return projected == null ? List.of() : projected(volume, projected);
  }

  private static List<String> projected(Volume volume, ProjectedVolumeSource projected) {
    var files = new ArrayList<File>();
    for (VolumeProjection source : projected.sources()) {
      if (source.equals(VolumeProjection.builder().build())) {
        return List.of(
            "volume \"%s\" (Projected) has no sources provided".formatted(volume.name()));
      }
      files.addAll(files(source));
    }
    return overlaps(volume, "Projected", files);
  }

  private static List<File> files(VolumeProjection source) {
    ConfigMapProjection map = source.configMap();
    if (map != null) {
      return keys(map.items(), "ConfigMap \"" + map.name() + "\"");
    }
    SecretProjection secret = source.secret();
    if (secret != null) {
      return keys(secret.items(), "Secret \"" + secret.name() + "\"");
    }
    DownwardAPIProjection downward = source.downwardAPI();
    if (downward != null) {
      return files(downward.items(), "DownwardAPI");
    }
    ServiceAccountTokenProjection token = source.serviceAccountToken();
    if (token != null) {
      return List.of(new File(token.path(), "ServiceAccountToken"));
    }
    ClusterTrustBundleProjection bundle = source.clusterTrustBundle();
    if (bundle != null) {
      String name = bundle.name() != null ? bundle.name() : bundle.signerName();
      return List.of(new File(bundle.path(), "ClusterTrustBundle \"" + name + "\""));
    }
    return List.of();
  }

  private static List<File> keys(List<KeyToPath> items, String from) {
    return items.stream().map(item -> new File(item.path(), from)).toList();
  }

  private static List<File> files(List<DownwardAPIVolumeFile> items, String from) {
    return items.stream().map(item -> new File(item.path(), from)).toList();
  }

  private static List<String> overlaps(Volume volume, String what, List<File> files) {
    var warnings = new ArrayList<String>();
    for (int i = 1; i < files.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (files.get(i).overlaps(files.get(j))) {
          warnings.add(
              "volume \"%s\" (%s): overlapping paths: %s with %s"
                  .formatted(volume.name(), what, files.get(i), files.get(j)));
        }
      }
    }
    return warnings;
  }
}
