package io.kubejar.node.agent;

import static io.kubejar.node.agent.NodeHarness.container;
import static io.kubejar.node.agent.NodeHarness.pod;
import static io.kubejar.node.agent.NodeHarness.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.EnvVar;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.core.v1.VolumeMount;
import io.kubejar.api.core.v1.VolumeProjection;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Quantity;
import io.kubejar.linux.Cgroups;
import io.kubejar.linux.Mounts;
import io.kubejar.linux.NetworkNamespaces;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.time.SystemTimeline;
import io.kubejar.node.cni.PodNetwork;
import io.kubejar.node.containerd.ContainerdProcess;
import io.kubejar.node.containerd.ContainerdSettings;
import io.kubejar.node.containerd.NodeParts;
import io.kubejar.node.containerd.TestParts;
import io.kubejar.node.cri.CriClient;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import io.kubejar.node.image.BusyboxImage;
import io.kubejar.node.image.ImageBuilder;
import io.kubejar.node.image.ImageEndpoint;
import io.kubejar.node.image.ImageName;
import io.kubejar.node.image.ImageRecipe;
import io.kubejar.node.image.ImageStore;
import io.kubejar.node.image.PauseImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pods of an agent on a real containerd, in a network namespace of their own. Needs root; without
/// it the test says what it leaves out.
final class NodeAgentContainerdTest {
  private static final ImageName IMAGE = ImageName.parse("busybox:test");

  @TempDir Path data;

  @Test
  void runsPodsInRealContainers() throws Exception {
    if (!Files.isWritable(Path.of("/proc/sys/kernel/hostname"))) {
      System.err.println("not root: the node agent's test with a real containerd is left out");
      return;
    }
    TestParts.install();
    NetworkNamespaces.insideNew(
        () -> {
          new ProcessBuilder("ip", "link", "set", "lo", "up").start().waitFor();
          onContainerd();
          return true;
        });
  }

  private void onContainerd() throws Exception {
    String name = PodNetwork.nameFor(data.toString());
    var network =
        new PodNetwork(
            new PodNetwork.Settings(
                name, "10.244.4.0/24", "10.244.0.0/16", data.resolve("cni"), 0));
    network.install();
    var store = new ImageStore(data.resolve("images"));
    PauseImage.putInto(store);
    ImageBuilder.build(
        store,
        IMAGE,
        ImageRecipe.fromScratch(BusyboxImage.items(TestParts.busybox()), BusyboxImage.config()));
    Path plugins = NodeParts.cniDirectory().orElseThrow();
    try (var endpoint = ImageEndpoint.start(store)) {
      var containerd =
          ContainerdProcess.start(
              new ContainerdSettings(
                  data.resolve("containerd"),
                  "/" + name,
                  network.configurationDirectory(),
                  plugins,
                  PauseImage.NAME.toString(),
                  endpoint.url()));
      try (var runtime = new CriClient(containerd.socket());
          var timeline = new SystemTimeline("test-timeline")) {
        NodeConfig config =
            NodeConfig.builder("n1", data.resolve("node"))
                .owner(name)
                .address("192.0.2.1")
                .clusterDns("10.0.0.10")
                .cgroupRoot("/" + name + "/kubepods")
                .build();
        try (NodeHarness node = new NodeHarness(config, runtime, timeline)) {
          life(node, runtime, name);
        }
      } finally {
        containerd.stop();
        network.remove();
        Mounts.unmountAllUnder(data);
        Cgroups.ofThisMachine().delete("/" + name);
      }
    }
  }

  private static Pod web() {
    String script =
        "echo started $GREETING; echo why > /dev/termination-log;"
            + " trap 'echo ending; exit 0' TERM; while true; do sleep 0.1; done";
    return pod(
        "web",
        s ->
            s.terminationGracePeriodSeconds(5L)
                .volumes(
                    Volume.builder().name("cfg").configMap(c -> c.name("cfg")).build(),
                    Volume.builder().name("mem").emptyDir(e -> e.medium("Memory")).build(),
                    Volume.builder()
                        .name("token")
                        .projected(
                            v ->
                                v.sources(
                                    VolumeProjection.builder()
                                        .serviceAccountToken(t -> t.path("token"))
                                        .build()))
                        .build())
                .initContainers(
                    container(
                        "init",
                        c ->
                            c.image(IMAGE.toString())
                                .command(List.of("sh", "-c", "echo hi > /mem/init"))
                                .volumeMounts(
                                    VolumeMount.builder().name("mem").mountPath("/mem").build())))
                .securityContext(p -> p.fsGroup(2000L))
                .containers(
                    container(
                        "main",
                        c ->
                            c.image(IMAGE.toString())
                                .command(List.of("sh", "-c", script))
                                .env(
                                    EnvVar.builder().name("WHO").value("you").build(),
                                    EnvVar.builder().name("GREETING").value("hello $(WHO)").build())
                                .resources(
                                    r ->
                                        r.requests(Map.of("cpu", Quantity.parse("100m")))
                                            .limits(Map.of("memory", Quantity.parse("64Mi"))))
                                .securityContext(x -> x.runAsUser(1000L).runAsNonRoot(true))
                                .lifecycle(
                                    l ->
                                        l.postStart(
                                            h ->
                                                h.exec(
                                                    e ->
                                                        e.command(
                                                            List.of(
                                                                "sh",
                                                                "-c",
                                                                "echo hooked > /mem/hook")))))
                                .readinessProbe(
                                    p ->
                                        p.exec(
                                                e ->
                                                    e.command(
                                                        List.of(
                                                            "sh",
                                                            "-c",
                                                            "grep -q one /cfg/key && cat /mem/hook"
                                                                + " /mem/init /token/token")))
                                            .periodSeconds(1)
                                            .timeoutSeconds(5)
                                            .failureThreshold(1)
                                            .successThreshold(1))
                                .volumeMounts(
                                    VolumeMount.builder().name("cfg").mountPath("/cfg").build(),
                                    VolumeMount.builder().name("mem").mountPath("/mem").build(),
                                    VolumeMount.builder()
                                        .name("token")
                                        .mountPath("/token")
                                        .readOnly(true)
                                        .build()))));
  }

  private static void life(NodeHarness node, CriClient runtime, String name) throws IOException {
    node.api.put(
        ConfigMapKind.CONFIG_MAP,
        ConfigMap.builder()
            .metadata(ObjectMeta.builder().name("cfg").namespace("default").build())
            .data(Map.of("key", "one"))
            .build());
    node.given(web());
    Pod ready = node.awaitReady("web");
    assertThat(ready.status().podIP()).startsWith("10.244.4.");
    assertThat(status(ready, "main").containerID()).startsWith("containerd://");
    assertThat(status(ready, "main").image()).isNotEmpty();
    String id = status(ready, "main").containerID().substring("containerd://".length());
    var hosts = runtime.execSync(id, List.of("cat", "/etc/hosts"), Duration.ofSeconds(10));
    assertThat(hosts.getStdout().toStringUtf8()).contains(ready.status().podIP() + "\tweb\n");
    var user = runtime.execSync(id, List.of("id"), Duration.ofSeconds(10));
    assertThat(user.getStdout().toStringUtf8()).contains("uid=1000").contains("2000");
    var resolv = runtime.execSync(id, List.of("cat", "/etc/resolv.conf"), Duration.ofSeconds(10));
    assertThat(resolv.getStdout().toStringUtf8())
        .contains("nameserver 10.0.0.10")
        .contains("default.svc.cluster.local");
    assertThat(
            Cgroups.ofThisMachine()
                .processes("/" + name + "/kubepods/burstable/pod" + ready.metadata().uid()))
        .isNotEmpty();

    node.restart();
    Pod adopted = node.awaitReady("web");
    assertThat(status(adopted, "main").containerID())
        .isEqualTo(status(ready, "main").containerID());

    // Its process ends by other hands: it comes back with the message it left.
    runtime.stopContainer(id, Duration.ZERO);
    Pod back =
        node.await("web", p -> status(p, "main").restartCount() == 1 && status(p, "main").ready());
    assertThat(status(back, "main").lastState().terminated().message()).isEqualTo("why\n");
    assertThat(status(back, "main").lastState().terminated().exitCode()).isEqualTo(137);

    node.api.client().resources(PodKind.POD, "default").delete("web");
    node.awaitGone("web");
    node.eventually(
        () ->
            runtime.listContainers(ContainerFilter.getDefaultInstance()).isEmpty()
                && runtime.listPodSandboxes(PodSandboxFilter.getDefaultInstance()).isEmpty(),
        () -> runtime.listContainers(ContainerFilter.getDefaultInstance()));
    node.eventually(
        () -> !Files.exists(node.config.podDirectory(ready.metadata().uid())),
        () -> "volumes still there");
  }
}
