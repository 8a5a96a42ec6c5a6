package io.kubejar.node.agent;

import static io.kubejar.node.agent.NodeHarness.condition;
import static io.kubejar.node.agent.NodeHarness.container;
import static io.kubejar.node.agent.NodeHarness.pod;
import static io.kubejar.node.agent.NodeHarness.status;
import static io.kubejar.node.agent.NodeHarness.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.coordination.v1.LeaseKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.EnvVar;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Quantity;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeAgentTest {
  @TempDir Path directory;
  private NodeHarness node;

  @BeforeEach
  void start() throws IOException {
    node = new NodeHarness(directory);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void registersTheNodeAndItsLease() {
    node.eventually(
        () ->
            node.api
                .find(NodeKind.NODE, "", "n1")
                .filter(n -> !n.status().conditions().isEmpty())
                .isPresent(),
        () -> "no node");
    Node found = node.api.find(NodeKind.NODE, "", "n1").orElseThrow();
    assertThat(found.metadata().labels())
        .containsEntry("kubernetes.io/hostname", "n1")
        .containsEntry("kubernetes.io/os", "linux");
    assertThat(found.status().conditions())
        .extracting(c -> c.type() + "=" + c.status() + " " + c.reason() + ": " + c.message())
        .containsExactly(
            "MemoryPressure=False KubeletHasSufficientMemory: kubelet has sufficient memory"
                + " available",
            "DiskPressure=False KubeletHasNoDiskPressure: kubelet has no disk pressure",
            "PIDPressure=False KubeletHasSufficientPID: kubelet has sufficient PID available",
            "Ready=True KubeletReady: kubelet is posting ready status");
    assertThat(found.status().nodeInfo().containerRuntimeVersion()).isEqualTo("simulated://1.0.0");
    node.eventually(
        () -> node.api.find(LeaseKind.LEASE, "kube-node-lease", "n1").isPresent(),
        () -> "no lease");
    var first = node.api.find(LeaseKind.LEASE, "kube-node-lease", "n1").orElseThrow();
    node.time.advance(Duration.ofSeconds(10));
    node.eventually(
        () -> !node.api.find(LeaseKind.LEASE, "kube-node-lease", "n1").orElseThrow().equals(first),
        () -> "not renewed");
  }

  @Test
  void runsAPodAndRemovesIt() {
    node.given(pod("web", _ -> {}));
    Pod ready = node.awaitReady("web");
    assertThat(ready.status().phase()).isEqualTo("Running");
    assertThat(ready.status().podIP()).startsWith("10.1.0.");
    assertThat(ready.status().hostIP()).isEqualTo("192.0.2.1");
    assertThat(status(ready, "main").containerID()).startsWith("simulated://");
    assertThat(status(ready, "main").started()).isTrue();
    assertThat(status(ready, "main").restartCount()).isZero();
    assertThat(ready.status().conditions())
        .extracting(c -> c.type() + "=" + c.status())
        .containsExactly(
            "PodReadyToStartContainers=True",
            "Initialized=True",
            "Ready=True",
            "ContainersReady=True",
            "PodScheduled=True");
    assertThat(node.events.stream().filter(e -> e.startsWith("Pod/")))
        .satisfiesExactly(
            e ->
                assertThat(e)
                    .endsWith("spec.containers{main} Normal Pulling: Pulling image \"busybox\""),
            e -> assertThat(e).contains("Normal Pulled: Successfully pulled image \"busybox\" in "),
            e -> assertThat(e).endsWith("Normal Created: Container created"),
            e -> assertThat(e).endsWith("Normal Started: Container started"));

    node.api.client().resources(PodKind.POD, "default").delete("web");
    node.awaitGone("web");
    node.awaitEvent("Normal Killing: Stopping container main");
    node.eventually(
        () ->
            node.runtime.listContainers(ContainerFilter.getDefaultInstance()).isEmpty()
                && node.runtime.listPodSandboxes(PodSandboxFilter.getDefaultInstance()).isEmpty(),
        () -> "left over");
  }

  @Test
  void restartsWithGrowingBackOff() {
    node.given(pod("crash", Map.of("simulated.kubejar.io/main", "exit=1"), _ -> {}));
    Pod waiting = node.await("crash", p -> waiting(p, "main").equals("CrashLoopBackOff"));
    assertThat(status(waiting, "main").restartCount()).isEqualTo(1);
    assertThat(status(waiting, "main").lastState().terminated().exitCode()).isEqualTo(1);
    assertThat(status(waiting, "main").state().waiting().message())
        .isEqualTo("back-off 10s restarting failed container=main pod=crash_default(uid-crash)");
    assertThat(waiting.status().phase()).isEqualTo("Running");
    assertThat(condition(waiting, "Ready").reason()).isEqualTo("ContainersNotReady");
    assertThat(condition(waiting, "Ready").message())
        .isEqualTo("containers with unready status: [main]");
    node.awaitEvent(
        "Warning BackOff: Back-off restarting failed container main in pod"
            + " crash_default(uid-crash)");
    node.time.advance(Duration.ofSeconds(10));
    node.await(
        "crash",
        p ->
            status(p, "main").restartCount() == 2
                && waiting(p, "main").equals("CrashLoopBackOff")
                && status(p, "main").state().waiting().message().startsWith("back-off 20s"));
  }

  @Test
  void runsInitContainersInOrderAndThenTheRest() {
    node.given(
        pod(
            "ordered",
            Map.of(
                "simulated.kubejar.io/one", "wait=5s;exit=0",
                "simulated.kubejar.io/two", "wait=5s;exit=0"),
            s ->
                s.initContainers(
                    container("one", _ -> {}),
                    container("side", c -> c.restartPolicy("Always")),
                    container("two", _ -> {}))));
    Pod first = node.await("ordered", p -> status(p, "one").state().running() != null);
    assertThat(waiting(first, "two")).isEqualTo("PodInitializing");
    assertThat(condition(first, "Initialized").message())
        .isEqualTo("containers with incomplete status: [one side two]");
    node.time.advance(Duration.ofSeconds(5));
    Pod second = node.await("ordered", p -> status(p, "two").state().running() != null);
    assertThat(status(second, "side").state().running()).isNotNull();
    assertThat(second.status().phase()).isEqualTo("Pending");
    node.time.advance(Duration.ofSeconds(5));
    Pod ready = node.awaitReady("ordered");
    assertThat(ready.status().phase()).isEqualTo("Running");
  }

  @Test
  void completesAPodThatIsNotRestarted() {
    node.given(
        pod(
            "job",
            Map.of("simulated.kubejar.io/main", "wait=3s;exit=0"),
            s -> s.restartPolicy("Never")));
    node.await("job", p -> status(p, "main").state().running() != null);
    node.time.advance(Duration.ofSeconds(3));
    Pod done = node.awaitPhase("job", "Succeeded");
    assertThat(condition(done, "Ready").reason()).isEqualTo("PodCompleted");
    assertThat(status(done, "main").state().terminated().exitCode()).isZero();
    node.given(
        pod("bad", Map.of("simulated.kubejar.io/main", "exit=3"), s -> s.restartPolicy("Never")));
    Pod failed = node.awaitPhase("bad", "Failed");
    assertThat(status(failed, "main").state().terminated().exitCode()).isEqualTo(3);
    node.api.client().resources(PodKind.POD, "default").delete("job");
    node.awaitGone("job");
  }

  @Test
  void rejectsWhatDoesNotFit() {
    node.given(
        pod(
            "big",
            s ->
                s.containers(
                    container(
                        "main",
                        c -> c.resources(r -> r.requests(Map.of("cpu", Quantity.parse("3"))))))));
    Pod failed = node.awaitPhase("big", "Failed");
    assertThat(failed.status().reason()).isEqualTo("OutOfcpu");
    assertThat(failed.status().message())
        .isEqualTo(
            "Pod was rejected: Node didn't have enough resource: cpu, requested: 3000, used: 0,"
                + " capacity: 2000");
  }

  @Test
  void waitsForWhatTheEnvironmentNeeds() {
    node.given(
        pod(
            "env",
            s ->
                s.containers(
                    container(
                        "main",
                        c ->
                            c.env(
                                EnvVar.builder()
                                    .name("A")
                                    .valueFrom(v -> v.configMapKeyRef(k -> k.name("cfg").key("a")))
                                    .build())))));
    Pod waiting = node.await("env", p -> waiting(p, "main").equals("CreateContainerConfigError"));
    assertThat(status(waiting, "main").state().waiting().message())
        .isEqualTo("configmap \"cfg\" not found");
    node.awaitEvent("Warning Failed: Error: configmap \"cfg\" not found");
    node.api.put(
        ConfigMapKind.CONFIG_MAP,
        ConfigMap.builder()
            .metadata(ObjectMeta.builder().name("cfg").namespace("default").build())
            .data(Map.of("a", "1"))
            .build());
    node.awaitReady("env");
  }

  @Test
  void saysWhyAnImageIsMissing() {
    node.given(
        pod(
            "img",
            s ->
                s.containers(
                    container("main", c -> c.image("simulated/missing:1")),
                    container("never", c -> c.image("other:1").imagePullPolicy("Never")),
                    container("bad", c -> c.image("BAD//image")))));
    node.await("img", p -> waiting(p, "main").equals("ErrImagePull"));
    Pod pod = node.await("img", p -> waiting(p, "never").equals("ErrImageNeverPull"));
    assertThat(waiting(pod, "bad")).isEqualTo("InvalidImageName");
    node.time.advance(Duration.ofSeconds(1));
    Pod later = node.await("img", p -> waiting(p, "main").equals("ImagePullBackOff"));
    assertThat(status(later, "main").state().waiting().message())
        .startsWith("Back-off pulling image \"simulated/missing:1\": ErrImagePull: ");
    node.awaitEvent("Back-off pulling image \"simulated/missing:1\"");
    node.awaitEvent("Warning Failed: Error: ImagePullBackOff");
  }

  @Test
  void endsStubbornContainersByForce() {
    node.given(pod("slow", Map.of("simulated.kubejar.io/main", "stop=ignore"), _ -> {}));
    node.awaitReady("slow");
    node.api.client().resources(PodKind.POD, "default").delete("slow");
    node.awaitEvent("Stopping container main");
    node.await("slow", p -> p.metadata().deletionTimestamp() != null);
    // The runtime's thread begins to wait for the grace period only after the event.
    node.eventually(
        () -> {
          node.time.advance(Duration.ofSeconds(31));
          return !node.exists("slow");
        },
        () -> "still there");
  }

  @Test
  void adoptsWhatRunsAndEndsWhatNobodyOwns() throws IOException {
    node.given(pod("kept", _ -> {}));
    node.given(pod("dropped", _ -> {}));
    Pod before = node.awaitReady("kept");
    node.awaitReady("dropped");
    node.agent.close();
    node.api
        .client()
        .resources(PodKind.POD, "default")
        .delete(
            "dropped",
            io.kubejar.api.meta.v1.DeleteOptions.builder().gracePeriodSeconds(0L).build());
    node.events.clear();
    node.restart();
    node.eventually(
        () -> node.runtime.listContainers(ContainerFilter.getDefaultInstance()).size() == 1,
        () -> node.runtime.listContainers(ContainerFilter.getDefaultInstance()));
    Pod after = node.awaitReady("kept");
    assertThat(status(after, "main").containerID()).isEqualTo(status(before, "main").containerID());
    assertThat(node.events).noneMatch(e -> e.contains("Killing") || e.contains("Created"));
    assertThat(List.copyOf(node.agent.pods())).hasSize(1);
  }

  @Test
  void endsAPodThatTakesTooLong() {
    node.given(pod("late", s -> s.activeDeadlineSeconds(60L)));
    node.awaitReady("late");
    node.time.advance(Duration.ofSeconds(60));
    Pod failed = node.awaitPhase("late", "Failed");
    assertThat(failed.status().reason()).isEqualTo("DeadlineExceeded");
  }

  @Test
  void killsWhatFailsItsLivenessProbe() {
    node.given(
        pod(
            "sick",
            s ->
                s.containers(
                    container(
                        "main",
                        c ->
                            c.livenessProbe(
                                p ->
                                    p.exec(e -> e.command(List.of("false")))
                                        .periodSeconds(5)
                                        .failureThreshold(2)
                                        .timeoutSeconds(1))))));
    node.awaitEvent("Warning Unhealthy: Liveness probe failed:");
    node.eventually(
        () -> {
          node.time.advance(Duration.ofSeconds(5));
          return node.events.stream()
              .anyMatch(
                  e ->
                      e.contains(
                          "Normal Killing: Container main failed liveness probe, will be"
                              + " restarted"));
        },
        () -> node.find("sick").status());
    node.await("sick", p -> status(p, "main").restartCount() >= 1);
  }

  @Test
  void becomesReadyWhenItsReadinessProbeSucceeds() {
    node.given(
        pod(
            "probed",
            s ->
                s.containers(
                    container(
                        "main",
                        c ->
                            c.readinessProbe(
                                p ->
                                    p.exec(e -> e.command(List.of("true")))
                                        .initialDelaySeconds(7)
                                        .periodSeconds(5)
                                        .successThreshold(1)
                                        .failureThreshold(3)
                                        .timeoutSeconds(1))))));
    Pod running = node.await("probed", p -> status(p, "main").state().running() != null);
    assertThat(condition(running, "Ready").status()).isEqualTo("False");
    node.eventually(
        () -> {
          node.time.advance(Duration.ofSeconds(1));
          return condition(node.find("probed"), "Ready").status().equals("True");
        },
        () -> node.find("probed").status());
    assertThat(
            node.time.now().getEpochSecond()
                - running.status().startTime().instant().getEpochSecond())
        .isGreaterThanOrEqualTo(7);
  }
}
