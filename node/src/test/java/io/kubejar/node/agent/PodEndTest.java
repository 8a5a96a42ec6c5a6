package io.kubejar.node.agent;

import static io.kubejar.node.agent.NodeHarness.container;
import static io.kubejar.node.agent.NodeHarness.pod;
import static io.kubejar.node.agent.NodeHarness.status;
import static io.kubejar.node.agent.NodeHarness.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hooks, and how containers end.
final class PodEndTest {
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

  private void delete(String name) {
    node.api.client().resources(PodKind.POD, "default").delete(name);
  }

  private long running() {
    return node.runtime.listContainers(ContainerFilter.getDefaultInstance()).stream()
        .filter(c -> c.getState() == ContainerState.CONTAINER_RUNNING)
        .count();
  }

  @Test
  void waitsForTheHookBeforeTheEnd() {
    node.given(
        pod(
            "p",
            s ->
                s.containers(
                    container(
                        "main",
                        c -> c.lifecycle(l -> l.preStop(h -> h.sleep(z -> z.seconds(10))))))));
    node.awaitReady("p");
    delete("p");
    node.awaitEvent("Killing: Stopping container main");
    assertThat(running()).isEqualTo(1);
    node.eventually(
        () -> {
          node.time.advance(Duration.ofSeconds(1));
          return !node.exists("p");
        },
        () -> node.find("p"));
    assertThat(Duration.between(node.started, node.time.now()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void hurriesWhenLessTimeIsLeft() {
    node.given(
        pod(
            "p",
            s ->
                s.terminationGracePeriodSeconds(600L)
                    .containers(
                        container(
                            "main",
                            c -> c.lifecycle(l -> l.preStop(h -> h.sleep(z -> z.seconds(500))))))));
    node.awaitReady("p");
    delete("p");
    node.awaitEvent("Killing: Stopping container main");
    node.api
        .client()
        .resources(PodKind.POD, "default")
        .delete("p", DeleteOptions.builder().gracePeriodSeconds(1L).build());
    node.awaitGone("p");
  }

  @Test
  void endsSidecarsLast() {
    node.given(
        pod(
            "p",
            Map.of("simulated.kubejar.io/main", "stop=ignore"),
            s -> s.initContainers(container("side", c -> c.restartPolicy("Always")))));
    node.awaitReady("p");
    delete("p");
    node.awaitEvent("Killing: Stopping container main");
    assertThat(node.events).noneMatch(e -> e.contains("Stopping container side"));
    node.eventually(
        () -> {
          node.time.advance(Duration.ofSeconds(31));
          return !node.exists("p");
        },
        () -> node.find("p"));
    assertThat(node.events).anyMatch(e -> e.contains("Stopping container side"));
  }

  @Test
  void endsSidecarsOfAFinishedPod() {
    node.given(
        pod(
            "p",
            Map.of("simulated.kubejar.io/main", "exit=0"),
            s ->
                s.restartPolicy("OnFailure")
                    .initContainers(container("side", c -> c.restartPolicy("Always")))));
    Pod done = node.awaitPhase("p", "Succeeded");
    assertThat(status(done, "side").state().terminated()).isNotNull();
    assertThat(running()).isZero();
  }

  @Test
  void endsAContainerWhoseStartHookFails() {
    node.given(
        pod(
            "p",
            s ->
                s.containers(
                    container(
                        "main",
                        c ->
                            c.lifecycle(
                                l ->
                                    l.postStart(h -> h.exec(e -> e.command(List.of("false")))))))));
    node.awaitEvent("Warning FailedPostStartHook: PostStartHook failed");
    node.awaitEvent("Normal Killing: FailedPostStartHook");
    node.await("p", p -> waiting(p, "main").equals("CrashLoopBackOff"));
  }

  @Test
  void removesAPodWhoseObjectWasForcedAway() {
    node.given(pod("p", _ -> {}));
    node.awaitReady("p");
    node.api
        .client()
        .resources(PodKind.POD, "default")
        .delete("p", DeleteOptions.builder().gracePeriodSeconds(0L).build());
    node.eventually(
        () -> node.runtime.listContainers(ContainerFilter.getDefaultInstance()).isEmpty(),
        () -> "left over");
    node.eventually(() -> node.agent.pods().isEmpty(), () -> node.agent.pods());
  }

  @Test
  void makesANewSandboxWhenTheOldOneDies() {
    node.given(pod("p", _ -> {}));
    Pod before = node.awaitReady("p");
    String sandbox =
        node.runtime
            .listPodSandboxes(io.kubejar.node.cri.v1.PodSandboxFilter.getDefaultInstance())
            .getFirst()
            .getId();
    node.runtime.stopPodSandbox(sandbox);
    Pod after =
        node.await("p", p -> status(p, "main").ready() && status(p, "main").restartCount() == 1);
    assertThat(status(after, "main").containerID())
        .isNotEqualTo(status(before, "main").containerID());
    node.awaitEvent(
        "Normal SandboxChanged: Pod sandbox changed, it will be killed and re-created.");
  }

  @Test
  void refusesToRunAsRoot() {
    node.given(
        pod(
            "p",
            s ->
                s.containers(
                    container(
                        "main", c -> c.securityContext(x -> x.runAsNonRoot(true).runAsUser(0L))))));
    Pod waiting = node.await("p", p -> waiting(p, "main").equals("CreateContainerConfigError"));
    assertThat(status(waiting, "main").state().waiting().message())
        .isEqualTo(
            "container's runAsUser breaks non-root policy (pod: \"p_default(uid-p)\","
                + " container: main)");
  }
}
