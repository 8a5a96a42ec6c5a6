package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names of resources: which there are, and where each may stand.
///
/// A name without a slash has to be well known: to all, to containers, or to quotas. One with a
/// slash is somebody's own.
public final class ResourceNames {
  private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
  private static final Set<String> COUNTED =
      Set.of(
          "pods",
          "services",
          "replicationcontrollers",
          "resourcequotas",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "services.nodeports",
          "services.loadbalancers");
  private static final Set<String> OF_QUOTAS =
      Set.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.storage",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage");
  private static final Set<String> COMPUTED_BY_PODS =
      Set.of("cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory");
  private static final String HUGE_PAGES = "hugepages-";
  private static final String REQUESTS = "requests.";
  private static final String NATIVE = "kubernetes.io/";

  private ResourceNames() {}

  static boolean isHugePages(String name) {
    return name.startsWith(HUGE_PAGES);
  }

  /// The size of the pages that a resource counts, if it can be read.
  static @Nullable Quantity pageOf(String name) {
    try {
      return Quantity.parse(name.substring(HUGE_PAGES.length()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isOfQuotas(String name) {
    return OF_QUOTAS.contains(name)
        || COUNTED.contains(name)
        || isHugePages(name)
        || name.startsWith(REQUESTS + HUGE_PAGES);
  }

  /// Whether the API itself defines the resource.
  static boolean isNative(String name) {
    return name.indexOf('/') < 0 || name.contains(NATIVE);
  }

  /// Whether the resource is one that somebody adds to nodes, such as a device.
  static boolean isExtended(String name) {
    return !isNative(name)
        && !name.startsWith(REQUESTS)
        && Formats.qualifiedName(REQUESTS + name).isEmpty();
  }

  /// Whether amounts are whole numbers.
  static boolean isCounted(String name) {
    return COUNTED.contains(name) || isExtended(name);
  }

  /// Whether more can be promised than there is.
  static boolean isOvercommitable(String name) {
    return isNative(name) && !isHugePages(name);
  }

  /// Reports a name that is not well formed, or is nobody's.
  static void check(String name, Path path, FieldErrors errors) {
    List<String> wrong = Formats.qualifiedName(name);
    errors.invalid(path, name, wrong);
    if (wrong.isEmpty() && name.indexOf('/') < 0 && !name.equals("storage") && !isOfQuotas(name)) {
      errors.invalid(path, name, "must be a standard resource type or fully qualified");
    }
  }

  /// Reports a name that containers cannot ask for.
  static void checkOfContainer(String name, Path path, FieldErrors errors) {
    check(name, path, errors);
    if (name.indexOf('/') < 0) {
      if (!OF_CONTAINERS.contains(name) && !isHugePages(name)) {
        errors.invalid(path, name, "must be a standard resource for containers");
      }
    } else if (!isNative(name) && !isExtended(name)) {
      errors.invalid(path, name, "doesn't follow extended resource name standard");
    }
  }

  /// Reports a name that quotas cannot limit.
  static void checkOfQuota(String name, Path path, FieldErrors errors) {
    check(name, path, errors);
    if (name.indexOf('/') < 0 && !isOfQuotas(name)) {
      errors.invalid(path, name, "must be a standard resource for quota");
    }
  }

  /// Whether a quota for some objects only can limit the resource.
  static boolean isInScope(String name, String scope) {
    if (!isOfQuotas(name)) {
      return true;
    }
    return switch (scope) {
      case "Terminating",
          "NotTerminating",
          "NotBestEffort",
          "PriorityClass",
          "CrossNamespacePodAffinity" ->
          name.equals("pods") || COMPUTED_BY_PODS.contains(name);
      case "BestEffort" -> name.equals("pods");
      case "VolumeAttributesClass" ->
          name.equals("persistentvolumeclaims") || name.equals("requests.storage");
      default -> true;
    };
  }
}
