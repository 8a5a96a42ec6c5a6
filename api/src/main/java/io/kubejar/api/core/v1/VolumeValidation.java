package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for volumes of pods.
final class VolumeValidation {
  private static final List<String> HOST_PATH_TYPES =
      List.of(
          "",
          "BlockDevice",
          "CharDevice",
          "Directory",
          "DirectoryOrCreate",
          "File",
          "FileOrCreate",
          "Socket");

  private VolumeValidation() {}

  /// Reports what is wrong with volumes and returns them by their names.
  ///
  /// @param pod the pod's name; empty in a template
  static Map<String, Volume> check(
      List<Volume> volumes, String pod, Path path, FieldErrors errors) {
    Map<String, Volume> named = new LinkedHashMap<>();
    Set<String> made = new HashSet<>();
    for (Volume volume : volumes) {
      if (volume.ephemeral() != null && !pod.isEmpty()) {
        made.add(pod + "-" + volume.name());
      }
    }
    for (int i = 0; i < volumes.size(); i++) {
      Volume volume = volumes.get(i);
      Path at = path.index(i);
      int before = errors.count();
      if (volume.image() != null && !pod.isEmpty()) {
        require(volume.image().reference(), at.child("image").child("reference"), errors);
      }
      checkSource(volume, at, errors);
      if (volume.name().isEmpty()) {
        errors.required(at.child("name"));
      } else {
        errors.invalid(at.child("name"), volume.name(), Formats.dnsLabel(volume.name()));
      }
      if (named.containsKey(volume.name())) {
        errors.duplicate(at.child("name"), volume.name());
      }
      if (before == errors.count()) {
        named.put(volume.name(), volume);
      }
      checkNotMade(volume, made, at, errors);
    }
    return named;
  }

  /// Reports a claim that the pod brings along for another volume of its own.
  private static void checkNotMade(Volume volume, Set<String> made, Path path, FieldErrors errors) {
    PersistentVolumeClaimVolumeSource claim = volume.persistentVolumeClaim();
    if (claim != null && made.contains(claim.claimName())) {
      errors.invalid(
          path.child("persistentVolumeClaim").child("claimName"),
          claim.claimName(),
          "must not reference a PVC that gets created for an ephemeral volume");
    }
  }

  /// Reports a path that is not relative or that leads upwards.
  static void checkBelow(String path, Path at, FieldErrors errors) {
    if (path.startsWith("/")) {
      errors.invalid(at, path, "must be a relative path");
    }
    checkNoStepUp(path, at, errors);
  }

  static void checkNoStepUp(String path, Path at, FieldErrors errors) {
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        errors.invalid(at, path, "must not contain '..'");
        return;
      }
    }
  }

  static void checkHostPath(HostPathVolumeSource source, Path path, FieldErrors errors) {
    if (source.path().isEmpty()) {
      errors.required(path.child("path"));
      return;
    }
    checkNoStepUp(source.path(), path.child("path"), errors);
    String type = source.type();
    if (type != null && !HOST_PATH_TYPES.contains(type)) {
      errors.notSupported(path.child("type"), type, HOST_PATH_TYPES);
    }
  }

  static void checkNfs(NFSVolumeSource source, Path path, FieldErrors errors) {
    if (source.server().isEmpty()) {
      errors.required(path.child("server"));
    }
    if (source.path().isEmpty()) {
      errors.required(path.child("path"));
    } else if (!source.path().startsWith("/")) {
      errors.invalid(path.child("path"), source.path(), "must be an absolute path");
    }
  }

  private static void checkSource(Volume volume, Path path, FieldErrors errors) {
    Map<String, Object> sources = VolumeSources.of(volume);
    if (sources.isEmpty()) {
      errors.required(path, "must specify a volume type");
      return;
    }
    boolean first = true;
    for (Map.Entry<String, Object> source : sources.entrySet()) {
      // Upstream knows the disks of GCE by another name here.
      Path at =
          path.child(
              first && source.getKey().equals("gcePersistentDisk")
                  ? "persistentDisk"
                  : source.getKey());
      if (first) {
        checkSource(source.getValue(), at, errors);
      } else {
        errors.forbidden(at, "may not specify more than 1 volume type");
      }
      first = false;
    }
  }

  private static void checkSource(Object source, Path path, FieldErrors errors) {
    switch (source) {
      case EmptyDirVolumeSource emptyDir -> {
        Quantity limit = emptyDir.sizeLimit();
        if (limit != null && limit.signum() < 0) {
          errors.forbidden(
              path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
        }
      }
      case HostPathVolumeSource hostPath -> checkHostPath(hostPath, path, errors);
      case NFSVolumeSource nfs -> checkNfs(nfs, path, errors);
      case SecretVolumeSource secret -> {
        require(secret.secretName(), path.child("secretName"), errors);
        checkMode(secret.defaultMode(), path.child("defaultMode"), errors);
        checkItems(secret.items(), path.child("items"), errors);
      }
      case ConfigMapVolumeSource configMap -> {
        require(configMap.name(), path.child("name"), errors);
        checkMode(configMap.defaultMode(), path.child("defaultMode"), errors);
        checkItems(configMap.items(), path.child("items"), errors);
      }
      case DownwardAPIVolumeSource downward -> {
        checkMode(downward.defaultMode(), path.child("defaultMode"), errors);
        checkFiles(downward.items(), path, errors);
      }
      case ProjectedVolumeSource projected -> {
        checkMode(projected.defaultMode(), path.child("defaultMode"), errors);
        checkProjections(projected.sources(), path.child("sources"), errors);
      }
      case PersistentVolumeClaimVolumeSource claim ->
          require(claim.claimName(), path.child("claimName"), errors);
      case EphemeralVolumeSource ephemeral -> {
        PersistentVolumeClaimTemplate template = ephemeral.volumeClaimTemplate();
        if (template == null) {
          errors.required(path.child("volumeClaimTemplate"));
        } else {
          PersistentVolumeClaimValidation.checkSpec(
              template.spec(), path.child("volumeClaimTemplate").child("spec"), errors);
        }
      }
      case GitRepoVolumeSource git -> {
        require(git.repository(), path.child("repository"), errors);
        checkBelow(git.directory(), path.child("directory"), errors);
      }
      case ImageVolumeSource image -> checkImage(image, path, errors);
      default -> NetworkVolumeValidation.check(source, path, errors);
    }
  }

  private static void checkImage(ImageVolumeSource image, Path path, FieldErrors errors) {
    String policy = image.pullPolicy();
    if (policy.isEmpty()) {
      errors.required(path.child("pullPolicy"));
    } else if (!ContainerValidation.PULL_POLICIES.contains(policy)) {
      errors.notSupported(path.child("pullPolicy"), policy, ContainerValidation.PULL_POLICIES);
    }
  }

  private static void checkProjections(
      List<VolumeProjection> projections, Path path, FieldErrors errors) {
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < projections.size(); i++) {
      VolumeProjection projection = projections.get(i);
      Path at = path.index(i);
      int count = 0;
      SecretProjection secret = projection.secret();
      if (secret != null) {
        count++;
        require(secret.name(), at.child("secret").child("name"), errors);
        checkItems(secret.items(), at.child("secret").child("items"), errors);
        checkClashes(secret.items(), paths, at, errors);
      }
      ConfigMapProjection configMap = projection.configMap();
      if (configMap != null) {
        count++;
        require(configMap.name(), at.child("configMap").child("name"), errors);
        checkItems(configMap.items(), at.child("configMap").child("items"), errors);
        checkClashes(configMap.items(), paths, at, errors);
      }
      DownwardAPIProjection downward = projection.downwardAPI();
      if (downward != null) {
        count++;
        checkFiles(downward.items(), at.child("downwardAPI"), errors);
      }
      ServiceAccountTokenProjection token = projection.serviceAccountToken();
      if (token != null) {
        count++;
        checkToken(token, at.child("serviceAccountToken"), errors);
      }
      ClusterTrustBundleProjection trust = projection.clusterTrustBundle();
      if (trust != null) {
        count++;
        TrustProjectionValidation.check(trust, paths, at.child("clusterTrustBundle"), errors);
      }
      PodCertificateProjection certificate = projection.podCertificate();
      if (certificate != null) {
        count++;
        TrustProjectionValidation.check(certificate, paths, at.child("podCertificate"), errors);
      }
      if (count == 0) {
        errors.required(at, "must specify a source");
      } else if (count > 1) {
        errors.forbidden(at, "may not specify more than 1 volume type per source");
      }
    }
  }

  private static void checkClashes(
      List<KeyToPath> items, Set<String> paths, Path path, FieldErrors errors) {
    for (KeyToPath item : items) {
      if (!item.path().isEmpty() && !paths.add(item.path())) {
        errors.invalid(path.child("path"), item.path(), "conflicting duplicate paths");
      }
    }
  }

  private static void checkToken(
      ServiceAccountTokenProjection token, Path path, FieldErrors errors) {
    Long seconds = token.expirationSeconds();
    if (seconds != null && seconds < 600) {
      errors.invalid(
          path.child("expirationSeconds"),
          seconds,
          "may not specify a duration less than 10 minutes");
    }
    if (seconds != null && seconds > 1L << 32) {
      errors.invalid(
          path.child("expirationSeconds"),
          seconds,
          "may not specify a duration larger than 2^32 seconds");
    }
    if (token.path().isEmpty()) {
      errors.required(path.child("path"));
    } else {
      checkNewFile(token.path(), path.child("path"), errors);
    }
  }

  private static void checkFiles(List<DownwardAPIVolumeFile> files, Path path, FieldErrors errors) {
    for (DownwardAPIVolumeFile file : files) {
      if (file.path().isEmpty()) {
        errors.required(path.child("path"));
      }
      checkNewFile(file.path(), path.child("path"), errors);
      ObjectFieldSelector field = file.fieldRef();
      ResourceFieldSelector resource = file.resourceFieldRef();
      if (field != null) {
        EnvironmentValidation.check(
            field, EnvironmentValidation.POD_FIELDS_OF_FILES, path.child("fieldRef"), errors);
        if (resource != null) {
          errors.invalid(
              path,
              "resource",
              "fieldRef and resourceFieldRef can not be specified simultaneously");
        }
      } else if (resource != null) {
        EnvironmentValidation.check(resource, true, path.child("resourceFieldRef"), errors);
      } else {
        errors.required(path, "one of fieldRef and resourceFieldRef is required");
      }
      checkMode(file.mode(), path.child("mode"), errors);
    }
  }

  private static void checkItems(List<KeyToPath> items, Path path, FieldErrors errors) {
    for (int i = 0; i < items.size(); i++) {
      KeyToPath item = items.get(i);
      Path at = path.index(i);
      require(item.key(), at.child("key"), errors);
      require(item.path(), at.child("path"), errors);
      checkNewFile(item.path(), at.child("path"), errors);
      checkMode(item.mode(), at.child("mode"), errors);
    }
  }

  /// A path for a file that is made in the volume; names that start with `..` are the node's own.
  static void checkNewFile(String path, Path at, FieldErrors errors) {
    checkBelow(path, at, errors);
    if (path.startsWith("..") && !path.startsWith("../") && !path.equals("..")) {
      errors.invalid(at, path, "must not start with '..'");
    }
  }

  private static void checkMode(@Nullable Integer mode, Path path, FieldErrors errors) {
    if (mode != null && (mode < 0 || mode > 0777)) {
      errors.invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }
  }

  private static void require(String value, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path);
    }
  }
}
