package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;
import static io.kubejar.api.kind.Defaults.unlessZero;

import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values that containers have where none are given.
final class ContainerDefaults {
  private ContainerDefaults() {}

  static Container of(Container container) {
    return container.with(
        draft ->
            draft
                .ports(each(container.ports(), ContainerDefaults::of))
                .env(each(container.env(), ContainerDefaults::of))
                .resources(of(container.resources()))
                .livenessProbe(of(container.livenessProbe()))
                .readinessProbe(of(container.readinessProbe()))
                .startupProbe(of(container.startupProbe()))
                .lifecycle(of(container.lifecycle()))
                .terminationMessagePath(
                    orElse(container.terminationMessagePath(), "/dev/termination-log"))
                .terminationMessagePolicy(orElse(container.terminationMessagePolicy(), "File"))
                .imagePullPolicy(
                    orElse(container.imagePullPolicy(), ImageName.pullPolicy(container.image())))
                .securityContext(of(container.securityContext())));
  }

  static EphemeralContainer of(EphemeralContainer container) {
    return container.with(
        draft ->
            draft
                .ports(each(container.ports(), ContainerDefaults::of))
                .env(each(container.env(), ContainerDefaults::of))
                .resources(of(container.resources()))
                .livenessProbe(of(container.livenessProbe()))
                .readinessProbe(of(container.readinessProbe()))
                .startupProbe(of(container.startupProbe()))
                .lifecycle(of(container.lifecycle()))
                .terminationMessagePath(
                    orElse(container.terminationMessagePath(), "/dev/termination-log"))
                .terminationMessagePolicy(orElse(container.terminationMessagePolicy(), "File"))
                .imagePullPolicy(
                    orElse(container.imagePullPolicy(), ImageName.pullPolicy(container.image())))
                .securityContext(of(container.securityContext())));
  }

  /// Requests as large as the limits for which there are none.
  static ResourceRequirements requestsFromLimits(ResourceRequirements resources) {
    Map<String, Quantity> limits = resources.limits();
    if (limits.isEmpty() || resources.requests().keySet().containsAll(limits.keySet())) {
      return resources;
    }
    SortedStringMap.Builder<Quantity> requests = SortedStringMap.builder(limits.size());
    limits.forEach(
        (name, limit) -> {
          if (!resources.requests().containsKey(name)) {
            requests.put(name, limit);
          }
        });
    resources.requests().forEach(requests::put);
    return resources.with(draft -> draft.requests(requests.build()));
  }

  /// Amounts rounded up to thousandths, the finest that resources are counted in.
  static Map<String, Quantity> rounded(Map<String, Quantity> amounts) {
    boolean exact = true;
    for (Quantity amount : amounts.values()) {
      exact &= amount.roundUp(-3).equals(amount);
    }
    if (exact) {
      return amounts;
    }
    SortedStringMap.Builder<Quantity> rounded = SortedStringMap.builder(amounts.size());
    amounts.forEach((name, amount) -> rounded.put(name, amount.roundUp(-3)));
    return rounded.build();
  }

  static ResourceRequirements of(ResourceRequirements resources) {
    Map<String, Quantity> limits = rounded(resources.limits());
    Map<String, Quantity> requests = rounded(resources.requests());
    return limits == resources.limits() && requests == resources.requests()
        ? resources
        : resources.with(draft -> draft.limits(limits).requests(requests));
  }

  static ObjectFieldSelector of(ObjectFieldSelector selector) {
    return selector.apiVersion().isEmpty()
        ? selector.with(draft -> draft.apiVersion("v1"))
        : selector;
  }

  private static ContainerPort of(ContainerPort port) {
    return port.protocol().isEmpty() ? port.with(draft -> draft.protocol("TCP")) : port;
  }

  private static EnvVar of(EnvVar variable) {
    EnvVarSource source = variable.valueFrom();
    if (source == null) {
      return variable;
    }
    ObjectFieldSelector field = source.fieldRef();
    if (field != null) {
      return variable.with(draft -> draft.valueFrom(s -> s.fieldRef(of(field))));
    }
    FileKeySelector file = source.fileKeyRef();
    return file != null && file.optional() == null
        ? variable.with(draft -> draft.valueFrom(s -> s.fileKeyRef(f -> f.optional(false))))
        : variable;
  }

  private static @Nullable Probe of(@Nullable Probe probe) {
    if (probe == null) {
      return null;
    }
    GRPCAction grpc = probe.grpc();
    return probe.with(
        draft ->
            draft
                .httpGet(of(probe.httpGet()))
                .grpc(grpc != null && grpc.service() == null ? grpc.with(g -> g.service("")) : grpc)
                .timeoutSeconds(unlessZero(probe.timeoutSeconds(), 1))
                .periodSeconds(unlessZero(probe.periodSeconds(), 10))
                .successThreshold(unlessZero(probe.successThreshold(), 1))
                .failureThreshold(unlessZero(probe.failureThreshold(), 3)));
  }

  private static @Nullable Lifecycle of(@Nullable Lifecycle lifecycle) {
    return lifecycle == null
        ? null
        : lifecycle.with(
            draft -> draft.postStart(of(lifecycle.postStart())).preStop(of(lifecycle.preStop())));
  }

  private static @Nullable LifecycleHandler of(@Nullable LifecycleHandler handler) {
    return handler == null ? null : handler.with(draft -> draft.httpGet(of(handler.httpGet())));
  }

  private static @Nullable HTTPGetAction of(@Nullable HTTPGetAction action) {
    return action == null
        ? null
        : action.with(
            draft ->
                draft.path(orElse(action.path(), "/")).scheme(orElse(action.scheme(), "HTTP")));
  }

  private static @Nullable SecurityContext of(@Nullable SecurityContext context) {
    return context != null && context.procMount() != null && context.procMount().isEmpty()
        ? context.with(draft -> draft.procMount("Default"))
        : context;
  }
}
