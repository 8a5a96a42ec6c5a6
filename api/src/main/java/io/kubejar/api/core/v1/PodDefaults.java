package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// The values that pods and templates of pods have where none are given.
public final class PodDefaults {
  private PodDefaults() {}

  /// A pod with everything filled in.
  static Pod of(Pod pod) {
    PodSpec spec = of(pod.spec());
    return pod.with(
        draft ->
            draft.spec(
                spec.with(
                    s ->
                        s.containers(each(spec.containers(), c -> complete(c, spec)))
                            .initContainers(each(spec.initContainers(), c -> complete(c, spec)))
                            .enableServiceLinks(orElse(spec.enableServiceLinks(), Boolean.TRUE))
                            .resources(spec.resources() == null ? null : podResources(spec)))));
  }

  /// A template with everything filled in that is not decided for each pod.
  public static PodTemplateSpec of(PodTemplateSpec template) {
    return template.with(draft -> draft.spec(of(template.spec())));
  }

  /// Both names of the service account in step.
  static PodSpec alignedServiceAccount(PodSpec spec) {
    String name =
        spec.serviceAccountName().isEmpty() ? spec.serviceAccount() : spec.serviceAccountName();
    return name.equals(spec.serviceAccount()) && name.equals(spec.serviceAccountName())
        ? spec
        : spec.with(draft -> draft.serviceAccountName(name).serviceAccount(name));
  }

  private static PodSpec of(PodSpec given) {
    PodSpec spec = alignedServiceAccount(given);
    ResourceRequirements resources = spec.resources();
    return spec.with(
        draft ->
            draft
                .volumes(each(spec.volumes(), VolumeDefaults::of))
                .initContainers(each(spec.initContainers(), ContainerDefaults::of))
                .containers(each(spec.containers(), ContainerDefaults::of))
                .ephemeralContainers(each(spec.ephemeralContainers(), ContainerDefaults::of))
                .dnsPolicy(orElse(spec.dnsPolicy(), "ClusterFirst"))
                .restartPolicy(orElse(spec.restartPolicy(), "Always"))
                .securityContext(
                    orElse(spec.securityContext(), PodSecurityContext.builder().build()))
                .terminationGracePeriodSeconds(orElse(spec.terminationGracePeriodSeconds(), 30L))
                .schedulerName(orElse(spec.schedulerName(), "default-scheduler"))
                .resources(resources == null ? null : ContainerDefaults.of(resources))
                .overhead(ContainerDefaults.rounded(spec.overhead())));
  }

  private static Container complete(Container container, PodSpec spec) {
    ResourceRequirements resources = ContainerDefaults.requestsFromLimits(container.resources());
    return container.with(
        draft -> {
          draft.resources(resources);
          if (spec.hostNetwork()) {
            draft.ports(
                each(
                    container.ports(),
                    port ->
                        port.hostPort() == 0
                            ? port.with(p -> p.hostPort(port.containerPort()))
                            : port));
          }
        });
  }

  /// Requests of the whole pod: what its containers request, or else its limits.
  private static ResourceRequirements podResources(PodSpec spec) {
    ResourceRequirements resources =
        orElse(spec.resources(), ResourceRequirements.builder().build());
    SortedStringMap.Builder<Quantity> requests = SortedStringMap.builder(resources.limits().size());
    for (Map.Entry<String, Quantity> limit : resources.limits().entrySet()) {
      if (!resources.requests().containsKey(limit.getKey())) {
        Quantity sum = Quantity.ZERO.in(limit.getValue().format());
        for (Container container : spec.containers()) {
          Quantity request = container.resources().requests().get(limit.getKey());
          sum = request == null ? sum : sum.plus(request);
        }
        requests.put(limit.getKey(), sum.isZero() ? limit.getValue() : sum);
      }
    }
    resources.requests().forEach(requests::put);
    return resources.with(draft -> draft.requests(requests.build()));
  }
}
