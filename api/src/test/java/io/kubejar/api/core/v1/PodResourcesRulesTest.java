package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Resources of pods as a whole, and members whose features are off.
class PodResourcesRulesTest {
  private static Pod pod(Consumer<PodSpecBuilder> change) {
    return PodKind.POD.defaults(
        Pod.builder()
            .metadata(m -> m.name("p").namespace("ns").resourceVersion("1"))
            .spec(s -> s.containers(container(c -> {})))
            .build()
            .with(d -> d.spec(change)));
  }

  private static Container container(Consumer<ContainerBuilder> change) {
    return Container.builder().name("c").image("i").build().with(change);
  }

  private static Map<String, Quantity> amounts(String name, String amount) {
    return Map.of(name, Quantity.parse(amount));
  }

  private static List<String> errors(Pod pod) {
    return Validation.create(PodKind.POD, pod).stream().map(FieldError::toString).toList();
  }

  @Test
  void thePodHasWhatItsContainersAskFor() {
    Container large = container(c -> c.resources(r -> r.limits(amounts("cpu", "2"))));
    assertThat(
            errors(
                pod(
                    s ->
                        s.containers(large)
                            .resources(
                                r -> r.limits(amounts("cpu", "1")).requests(amounts("cpu", "1"))))))
        .containsExactly(
            "spec.resources.requests[cpu]: Invalid value: \"1\": must be greater than or equal to"
                + " aggregate container requests of 2",
            "spec.resources.containers[0][cpu].limits: Invalid value: \"2\": must be less than or"
                + " equal to pod limits of 1");
  }

  @Test
  void sidecarsCountWithTheContainersAndInitContainersAlone() {
    Container small = container(c -> c.resources(r -> r.requests(amounts("cpu", "1"))));
    Container sidecar = small.with(c -> c.name("s").restartPolicy("Always"));
    Container first = small.with(c -> c.name("f"));
    Pod pod =
        pod(
            s ->
                s.containers(small)
                    .initContainers(sidecar, first)
                    .resources(r -> r.requests(amounts("cpu", "1"))));
    assertThat(errors(pod))
        .containsExactly(
            "spec.resources.requests[cpu]: Invalid value: \"1\": must be greater than or equal to"
                + " aggregate container requests of 2");
  }

  @Test
  void onlySomeResourcesAreShared() {
    assertThat(errors(pod(s -> s.resources(r -> r.requests(amounts("ephemeral-storage", "1"))))))
        .containsExactly(
            "spec.resources.requests[ephemeral-storage]: Unsupported value:"
                + " \"ephemeral-storage\": supported values: \"cpu\", \"hugepages-\", \"memory\"");
    assertThat(
            errors(
                pod(
                    s ->
                        s.os(PodOS.builder().name("windows").build())
                            .resources(r -> r.requests(amounts("cpu", "1"))))))
        .containsExactly("spec.resources: Forbidden: may not be set for a windows pod");
  }

  @Test
  void hugePagesAreWhole() {
    Map<String, Quantity> limits =
        Map.of("hugepages-2Mi", Quantity.parse("3Mi"), "cpu", Quantity.parse("1"));
    assertThat(errors(pod(s -> s.containers(container(c -> c.resources(r -> r.limits(limits)))))))
        .containsExactly(
            "spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: \"3Mi\": 3Mi is not"
                + " positive integer multiple of hugepages-2Mi",
            "spec.containers[0].resources.requests[hugepages-2Mi]: Invalid value: \"3Mi\": 3Mi is"
                + " not positive integer multiple of hugepages-2Mi");
  }

  @Test
  void onlyOneThingDecidesTheNameOfTheHost() {
    assertThat(errors(pod(s -> s.hostnameOverride("a.example.com")))).isEmpty();
    assertThat(
            errors(
                pod(
                    s ->
                        s.hostnameOverride("a".repeat(60) + ".example.com")
                            .setHostnameAsFQDN(true)
                            .hostNetwork(true))))
        .containsExactly(
            "spec.hostnameOverride: Too long: may not be more than 64 bytes",
            "spec.hostnameOverride: Forbidden: may not be set when `setHostnameAsFQDN` is true",
            "spec.hostnameOverride: Forbidden: may not be set when `hostNetwork` is true");
  }

  @Test
  void ephemeralContainersComeLater() {
    Pod pod =
        pod(s -> s.ephemeralContainers(EphemeralContainer.builder().name("e").image("i").build()));
    assertThat(errors(pod))
        .containsExactly("spec.ephemeralContainers: Forbidden: cannot be set on create");
  }

  @Test
  void containersThatEndedForGoodStayEnded() {
    Pod ended = status(pod(s -> s.restartPolicy("OnFailure")), 0);
    Pod running =
        ended.with(
            d -> d.status(s -> s.containerStatuses(ContainerStatus.builder().name("c").build())));
    assertThat(changes(running, ended))
        .containsExactly(
            "status.containerStatuses[0].state: Forbidden: may not be transitioned to"
                + " non-terminated state");
    assertThat(changes(running, status(ended, 1))).isEmpty();
    Pod always = ended.with(d -> d.spec(s -> s.restartPolicy("Always")));
    assertThat(changes(running, always)).isEmpty();
  }

  private static Pod status(Pod pod, int exitCode) {
    ContainerStatus ended =
        ContainerStatus.builder()
            .name("c")
            .state(s -> s.terminated(t -> t.exitCode(exitCode)))
            .build();
    return pod.with(d -> d.status(s -> s.containerStatuses(ended)));
  }

  private static List<String> changes(Pod pod, Pod old) {
    return Validation.status(PodKind.POD, pod, old).stream().map(FieldError::toString).toList();
  }
}
