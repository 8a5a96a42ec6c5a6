package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The rules for environment variables of containers and for references to parts of the pod.
final class EnvironmentValidation {
  static final List<String> POD_FIELDS_OF_VARIABLES =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  static final List<String> POD_FIELDS_OF_FILES =
      List.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid");
  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");
  private static final Set<String> CPU_DIVISORS = Set.of("1m", "1");
  private static final Set<String> BYTE_DIVISORS =
      Set.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");
  private static final String ONLY_ONE = "may not have more than one field specified at a time";

  private EnvironmentValidation() {}

  static void check(List<EnvVar> variables, Path path, FieldErrors errors) {
    for (int i = 0; i < variables.size(); i++) {
      EnvVar variable = variables.get(i);
      Path at = path.index(i);
      if (variable.name().isEmpty()) {
        errors.required(at.child("name"));
      } else {
        errors.invalid(at.child("name"), variable.name(), Formats.environmentName(variable.name()));
      }
      EnvVarSource source = variable.valueFrom();
      if (source != null) {
        check(source, !variable.value().isEmpty(), at.child("valueFrom"), errors);
      }
    }
  }

  static void checkSources(List<EnvFromSource> sources, Path path, FieldErrors errors) {
    for (int i = 0; i < sources.size(); i++) {
      EnvFromSource source = sources.get(i);
      Path at = path.index(i);
      if (!source.prefix().isEmpty()) {
        errors.invalid(
            at.child("prefix"), source.prefix(), Formats.environmentName(source.prefix()));
      }
      ConfigMapEnvSource configMap = source.configMapRef();
      SecretEnvSource secret = source.secretRef();
      if (configMap == null && secret == null) {
        errors.invalid(at, "", "must specify one of: `configMapRef` or `secretRef`");
      } else if (configMap != null && secret != null) {
        errors.invalid(at, "", ONLY_ONE);
      }
      if (configMap != null && configMap.name().isEmpty()) {
        errors.required(at.child("configMapRef").child("name"));
      }
      if (secret != null && secret.name().isEmpty()) {
        errors.required(at.child("secretRef").child("name"));
      }
    }
  }

  private static void check(EnvVarSource source, boolean valued, Path path, FieldErrors errors) {
    ObjectFieldSelector field = source.fieldRef();
    if (field != null) {
      check(field, POD_FIELDS_OF_VARIABLES, path.child("fieldRef"), errors);
    }
    ResourceFieldSelector resource = source.resourceFieldRef();
    if (resource != null) {
      check(resource, false, path.child("resourceFieldRef"), errors);
    }
    ConfigMapKeySelector configMap = source.configMapKeyRef();
    if (configMap != null) {
      checkKey(configMap.name(), configMap.key(), path.child("configMapKeyRef"), errors);
    }
    SecretKeySelector secret = source.secretKeyRef();
    if (secret != null) {
      checkKey(secret.name(), secret.key(), path.child("secretKeyRef"), errors);
    }
    FileKeySelector file = source.fileKeyRef();
    if (file != null) {
      Path at = path.child("fileKeyRef");
      require(file.volumeName(), at.child("volumeName"), errors);
      require(file.path(), at.child("path"), errors);
      require(file.key(), at.child("key"), errors);
    }
    long count =
        Stream.of(field != null, resource != null, configMap != null, secret != null, file != null)
            .filter(given -> given)
            .count();
    if (count == 0) {
      errors.invalid(
          path,
          "",
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`,"
              + " `secretKeyRef` or `fileKeyRef`");
    } else if (valued) {
      errors.invalid(path, "", "may not be specified when `value` is not empty");
    } else if (count > 1) {
      errors.invalid(path, "", ONLY_ONE);
    }
  }

  static void check(
      ObjectFieldSelector selector, List<String> supported, Path path, FieldErrors errors) {
    if (selector.apiVersion().isEmpty()) {
      errors.required(path.child("apiVersion"));
      return;
    }
    String field = selector.fieldPath();
    Path at = path.child("fieldPath");
    if (field.isEmpty()) {
      errors.required(at);
      return;
    }
    int bracket = field.indexOf("['");
    if (bracket > 0 && field.endsWith("']")) {
      checkSubscript(
          field.substring(0, bracket),
          field.substring(bracket + 2, field.length() - 2),
          at,
          errors);
    } else if (!isKnown(field)) {
      errors.invalid(at, field, "error converting fieldPath: field label not supported: " + field);
    } else if (!supported.contains(field)) {
      errors.notSupported(at, field, supported);
    }
  }

  /// Checks a reference to a resource of a container.
  ///
  /// @param named whether the container has to be named
  static void check(ResourceFieldSelector selector, boolean named, Path path, FieldErrors errors) {
    String resource = selector.resource();
    if (named && selector.containerName().isEmpty()) {
      errors.required(path.child("containerName"));
    } else if (resource.isEmpty()) {
      errors.required(path.child("resource"));
    } else if (!RESOURCES.contains(resource)
        && !resource.startsWith("limits.hugepages-")
        && !resource.startsWith("requests.hugepages-")) {
      errors.notSupported(path.child("resource"), resource, RESOURCES);
    }
    Quantity divisor = selector.divisor();
    if (!divisor.isZero()) {
      boolean cpu = resource.endsWith(".cpu");
      if (!(cpu ? CPU_DIVISORS : BYTE_DIVISORS).contains(divisor.toString())) {
        errors.invalid(
            path.child("divisor"),
            resource,
            "only divisor's values %s are supported with the %s resource"
                .formatted(
                    cpu ? "1m and 1" : "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei",
                    cpu ? "cpu" : resource.substring(resource.indexOf('.') + 1)));
      }
    }
  }

  private static void checkSubscript(String field, String key, Path path, FieldErrors errors) {
    switch (field) {
      case "metadata.annotations" ->
          errors.invalid(path, key, Formats.qualifiedName(key.toLowerCase(java.util.Locale.ROOT)));
      case "metadata.labels" -> errors.invalid(path, key, Formats.qualifiedName(key));
      default -> errors.invalid(path, field, "does not support subscript");
    }
  }

  private static boolean isKnown(String field) {
    return POD_FIELDS_OF_VARIABLES.contains(field)
        || POD_FIELDS_OF_FILES.contains(field)
        || field.equals("spec.restartPolicy")
        || field.equals("spec.schedulerName")
        || field.equals("status.phase")
        || field.equals("spec.hostNetwork");
  }

  private static void checkKey(String name, String key, Path path, FieldErrors errors) {
    require(name, path.child("name"), errors);
    if (key.isEmpty()) {
      errors.required(path.child("key"));
    } else {
      errors.invalid(path.child("key"), key, Formats.configMapKey(key));
    }
  }

  private static void require(String value, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path);
    }
  }
}
