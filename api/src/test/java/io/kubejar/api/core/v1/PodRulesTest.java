package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PodRulesTest {
  private static final Pod POD = pod(spec -> {});

  @Test
  void defaultsFillWhatIsNotGiven() {
    PodSpec spec = POD.spec();
    assertThat(spec.restartPolicy()).isEqualTo("Always");
    assertThat(spec.terminationGracePeriodSeconds()).isEqualTo(30);
    assertThat(spec.enableServiceLinks()).isTrue();
    assertThat(spec.containers().getFirst().imagePullPolicy()).isEqualTo("Always");
    assertThat(ImageName.pullPolicy("registry:5000/a:v1")).isEqualTo("IfNotPresent");
    assertThat(ImageName.pullPolicy("registry:5000/a")).isEqualTo("Always");
  }

  @Test
  void requestsFollowLimits() {
    Pod pod =
        pod(
            spec ->
                spec.containers(
                    container(
                        c ->
                            c.resources(
                                r ->
                                    r.limits(
                                        Map.of(
                                            "cpu", Quantity.parse("1"),
                                            "memory", Quantity.parse("1Gi")))))));
    assertThat(pod.spec().containers().getFirst().resources().requests())
        .containsEntry("cpu", Quantity.parse("1"));
    assertThat(PodKind.POD.prepareCreate(pod).status().qosClass()).isEqualTo("Guaranteed");
  }

  @Test
  void containersAreNamedOnceAndMountWhatIsThere() {
    Pod pod =
        pod(
            spec ->
                spec.containers(
                    container(
                        c ->
                            c.volumeMounts(
                                VolumeMount.builder().name("v").mountPath("/v").build())),
                    container(c -> c.imagePullPolicy("Sometimes"))));
    assertThat(errors(pod))
        .containsExactly(
            "spec.containers[0].volumeMounts[0].name: Not found: \"v\"",
            "spec.containers[1].imagePullPolicy: Unsupported value: \"Sometimes\": supported"
                + " values: \"Always\", \"IfNotPresent\", \"Never\"",
            "spec.containers[1].name: Duplicate value: \"c\"");
  }

  @Test
  void requestsStayBelowLimits() {
    Pod pod =
        pod(
            spec ->
                spec.containers(
                    container(
                        c ->
                            c.resources(
                                r ->
                                    r.limits(Map.of("cpu", Quantity.parse("500m")))
                                        .requests(Map.of("cpu", Quantity.parse("600m")))))));
    assertThat(errors(pod))
        .containsExactly(
            "spec.containers[0].resources.requests: Invalid value: \"600m\": must be less than or"
                + " equal to cpu limit of 500m");
  }

  @Test
  void littleMayChange() {
    Pod moved = POD.with(draft -> draft.spec(s -> s.nodeName("n1")));
    String message = updateErrors(moved).getFirst();
    assertThat(message)
        .startsWith("spec: Forbidden: pod updates may not change fields other than")
        .contains("- \"NodeName\": \"\",\n+ \"NodeName\": \"n1\",\n");
    Pod image =
        POD.with(draft -> draft.spec(s -> s.containers(container(c -> c.image("nginx:2")))));
    assertThat(updateErrors(PodKind.POD.defaults(image))).hasSize(1);
    assertThat(
            updateErrors(
                POD.with(
                    draft ->
                        draft.spec(
                            s ->
                                s.containers(
                                    POD.spec()
                                        .containers()
                                        .getFirst()
                                        .with(c -> c.image("nginx:2")))))))
        .isEmpty();
  }

  @Test
  void tablesTellWhatThePodIsDoing() {
    ContainerStatus crashing =
        ContainerStatus.builder()
            .name("c")
            .restartCount(3)
            .state(
                s -> s.waiting(ContainerStateWaiting.builder().reason("CrashLoopBackOff").build()))
            .lastState(
                s ->
                    s.terminated(ContainerStateTerminated.builder().finishedAt(Time.EPOCH).build()))
            .build();
    Pod pod = POD.with(draft -> draft.status(s -> s.phase("Running").containerStatuses(crashing)));
    assertThat(cells(pod).subList(1, 4)).containsExactly("0/1", "CrashLoopBackOff", "3 (5m ago)");
    assertThat(cells(pod.with(d -> d.metadata(m -> m.deletionTimestamp(Time.EPOCH)))).get(2))
        .isEqualTo("Terminating");
  }

  @Test
  void unplacedPodsGoAtOnce() {
    assertThat(PodKind.POD.defaultGracePeriodSeconds(POD)).isZero();
    assertThat(
            PodKind.POD.defaultGracePeriodSeconds(
                POD.with(draft -> draft.spec(s -> s.nodeName("n")))))
        .isEqualTo(30);
  }

  private static List<Object> cells(Pod pod) {
    Instant now = Time.EPOCH.instant().plusSeconds(300);
    return PodKind.POD.columns().stream()
        .map(
            column -> {
              Object cell = column.cell().apply(pod, now);
              return cell == null ? "" : cell;
            })
        .toList();
  }

  private static Container container(Consumer<ContainerBuilder> change) {
    ContainerBuilder draft = Container.builder().name("c").image("nginx");
    change.accept(draft);
    return draft.build();
  }

  private static Pod pod(Consumer<PodSpecBuilder> change) {
    return PodKind.POD.defaults(
        Pod.builder()
            .metadata(m -> m.name("p").namespace("ns").resourceVersion("1"))
            .spec(s -> s.containers(container(c -> {})))
            .spec(change)
            .build());
  }

  private static List<String> errors(Pod pod) {
    return Validation.create(PodKind.POD, pod).stream().map(FieldError::toString).toList();
  }

  private static List<String> updateErrors(Pod pod) {
    return Validation.update(PodKind.POD, pod, POD).stream().map(FieldError::toString).toList();
  }
}
