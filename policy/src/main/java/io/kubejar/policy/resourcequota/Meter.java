package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ScopedResourceSelectorRequirement;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.resource.v1.ResourceClaim;
import io.kubejar.api.value.Quantity;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells what the objects of a kind take from quotas.
interface Meter {
  /// Whether the change can take anything.
  boolean handles(Admission<?> admission);

  /// Whether the objects take of a resource at all.
  boolean takes(String resource);

  /// What an object takes.
  Map<String, Quantity> usage(ApiObject object);

  /// Whether a scope includes the object; only kinds with scopes of their own are in any.
  default boolean isIn(ScopedResourceSelectorRequirement scope, ApiObject object) {
    return false;
  }

  /// What an object has to say before it can be measured by the resources; empty when it does.
  default String missing(Collection<String> resources, ApiObject object) {
    return "";
  }

  default Set<String> taken(Collection<String> resources) {
    return resources.stream().filter(this::takes).collect(Collectors.toUnmodifiableSet());
  }

  /// The meter of an object's kind.
  static Meter of(Admission<?> admission, Clock clock) {
    ApiObject object = admission.object();
    return switch (object) {
      case Pod _ -> new PodMeter(clock);
      case Service _ -> new ServiceMeter();
      case PersistentVolumeClaim _ -> new ClaimMeter();
      case ResourceClaim _ -> new DeviceMeter();
      case null, default -> new CountMeter(admission.kind().names());
    };
  }

  /// Whether an object is created or updated itself.
  static boolean isWrite(Admission<?> admission) {
    return admission.subresource().isEmpty()
        && List.of(Operation.CREATE, Operation.UPDATE).contains(admission.operation());
  }
}
