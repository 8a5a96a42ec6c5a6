package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PodResizingTest {
  private static final Pod POD =
      PodKind.POD.prepareCreate(
          PodKind.POD.defaults(
              Pod.builder()
                  .metadata(m -> m.name("p").namespace("ns"))
                  .spec(
                      s ->
                          s.containers(
                              Container.builder()
                                  .name("c")
                                  .image("x")
                                  .resources(
                                      r ->
                                          r.requests(amounts("cpu", "100m", "memory", "64Mi"))
                                              .limits(amounts("cpu", "200m", "memory", "1Gi")))
                                  .build()))
                  .build()));

  private static Map<String, Quantity> amounts(String... namesAndAmounts) {
    return namesAndAmounts.length == 0
        ? Map.of()
        : Map.of(
            namesAndAmounts[0],
            Quantity.parse(namesAndAmounts[1]),
            namesAndAmounts[2],
            Quantity.parse(namesAndAmounts[3]));
  }

  private static Pod with(Consumer<ContainerBuilder> change) {
    return POD.with(
        it -> it.spec(s -> s.containers(POD.spec().containers().getFirst().with(change))));
  }

  private static List<String> refusals(Pod asked) {
    return refusals(asked, UnaryOperator.identity());
  }

  private static List<String> refusals(Pod asked, UnaryOperator<Pod> before) {
    var errors = new FieldErrors();
    Pod old = before.apply(POD);
    PodResizing.check(PodResizing.prepared(asked, old), old, errors);
    return errors.toList().stream().map(Object::toString).toList();
  }

  @Test
  void amountsChangeAndNothingElse() {
    Pod asked =
        with(
            c ->
                c.image("other")
                    .resources(r -> r.requests(amounts("cpu", "150m", "memory", "64Mi"))));
    assertThat(refusals(asked)).isEmpty();
    Container result = PodResizing.prepared(asked, POD).spec().containers().getFirst();
    assertThat(result.image()).isEqualTo("x");
    assertThat(result.resources().requests()).containsEntry("cpu", Quantity.parse("150m"));
  }

  @Test
  void amountsStayWithinTheirLimitsAndTheClassOfThePod() {
    assertThat(
            refusals(with(c -> c.resources(r -> r.requests(amounts("cpu", "1", "memory", "1"))))))
        .containsExactly(
            "spec.containers[0].resources.requests: Invalid value: \"1\": must be less than or"
                + " equal to cpu limit of 200m");
    assertThat(
            refusals(
                with(c -> c.resources(r -> r.requests(amounts("cpu", "200m", "memory", "1Gi"))))))
        .containsExactly(
            "spec: Invalid value: \"Burstable\": Pod QOS Class may not change as a result of"
                + " resizing");
  }

  @Test
  void amountsCannotBeTakenAway() {
    assertThat(refusals(with(c -> c.resources(r -> r.limits(amounts())))))
        .containsExactly(
            "spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed");
    assertThat(refusals(with(c -> c.resources(r -> r.requests(amounts())))))
        .contains(
            "spec.containers[0].resources.requests: Forbidden: resource requests cannot be"
                + " removed");
  }

  @Test
  void containersStayInTheirOrder() {
    Pod none = POD.with(it -> it.spec(s -> s.containers(List.of())));
    assertThat(refusals(none))
        .contains("spec.containers: Forbidden: containers may not be added or removed on resize");
    assertThat(refusals(with(c -> c.name("d"))))
        .containsExactly(
            "spec.containers[0].name: Forbidden: containers may not be renamed or reordered on"
                + " resize");
  }

  @Test
  void podsOfWindowsAndOldNodesAreNotResized() {
    assertThat(refusals(POD, pod -> pod.with(it -> it.spec(s -> s.os(os -> os.name("windows"))))))
        .containsExactly("[]: Forbidden: windows pods cannot be resized");
    var running =
        ContainerStatus.builder()
            .name("c")
            .state(state -> state.running(ContainerStateRunning.builder().build()))
            .build();
    assertThat(refusals(POD, pod -> pod.with(it -> it.status(s -> s.containerStatuses(running)))))
        .containsExactly("spec: Forbidden: Pod running on node without support for resize");
  }
}
