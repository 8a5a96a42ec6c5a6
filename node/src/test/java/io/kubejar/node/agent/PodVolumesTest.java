package io.kubejar.node.agent;

import static io.kubejar.node.agent.NodeHarness.container;
import static io.kubejar.node.agent.NodeHarness.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.DownwardAPIVolumeFile;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.core.v1.VolumeMount;
import io.kubejar.api.core.v1.VolumeProjection;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.linux.Mounts;
import io.kubejar.node.cri.v1.ContainerFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Volumes of pods, as files on this machine's disk.
final class PodVolumesTest {
  @TempDir Path directory;
  private NodeHarness node;

  @BeforeEach
  void start() throws IOException {
    node = new NodeHarness(directory, true);
  }

  @AfterEach
  void stop() {
    node.close();
    // As root, secrets and tokens lie in memory that is mounted.
    Mounts.unmountAllUnder(directory);
  }

  private static ConfigMap configMap(String value) {
    return ConfigMap.builder()
        .metadata(ObjectMeta.builder().name("cfg").namespace("default").build())
        .data(Map.of("key", value))
        .build();
  }

  private Path volume(String pod, String kind, String name) {
    return directory.resolve("pods/uid-" + pod + "/volumes/kubernetes.io~" + kind).resolve(name);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  @Test
  void waitsForAConfigMapAndFollowsItsChanges() {
    node.given(
        pod(
            "p",
            s ->
                s.volumes(Volume.builder().name("v").configMap(c -> c.name("cfg")).build())
                    .containers(
                        container(
                            "main",
                            c ->
                                c.volumeMounts(
                                    VolumeMount.builder()
                                        .name("v")
                                        .mountPath("/etc/v")
                                        .build())))));
    node.awaitEvent(
        "Warning FailedMount: MountVolume.SetUp failed for volume \"v\" : configmap \"cfg\" not"
            + " found");
    node.api.put(ConfigMapKind.CONFIG_MAP, configMap("one"));
    node.awaitReady("p");
    Path file = volume("p", "configmap", "v").resolve("key");
    assertThat(read(file)).isEqualTo("one");
    String id =
        node.runtime.listContainers(ContainerFilter.getDefaultInstance()).getFirst().getId();
    assertThat(node.runtime.containerStatus(id).getMountsList())
        .anySatisfy(
            m -> {
              assertThat(m.getContainerPath()).isEqualTo("/etc/v");
              assertThat(m.getReadonly()).isTrue();
            })
        .anySatisfy(m -> assertThat(m.getContainerPath()).isEqualTo("/etc/hosts"))
        .anySatisfy(m -> assertThat(m.getContainerPath()).isEqualTo("/dev/termination-log"));
    node.api.change(
        ConfigMapKind.CONFIG_MAP, "default", "cfg", c -> c.with(b -> b.data(Map.of("key", "two"))));
    node.eventually(() -> read(file).equals("two"), () -> read(file));
  }

  @Test
  void projectsTokensAndFieldsAndRenewsThem() {
    node.given(
        pod(
            "p",
            s ->
                s.volumes(
                    Volume.builder()
                        .name("v")
                        .projected(
                            v ->
                                v.sources(
                                    VolumeProjection.builder()
                                        .serviceAccountToken(
                                            t -> t.path("token").expirationSeconds(3600L))
                                        .build(),
                                    VolumeProjection.builder()
                                        .downwardAPI(
                                            d ->
                                                d.items(
                                                    DownwardAPIVolumeFile.builder()
                                                        .path("labels")
                                                        .fieldRef(
                                                            f -> f.fieldPath("metadata.labels"))
                                                        .build()))
                                        .build()))
                        .build())));
    node.awaitReady("p");
    Path at = volume("p", "projected", "v");
    assertThat(read(at.resolve("token"))).isEqualTo("token-1");
    assertThat(read(at.resolve("labels"))).isEmpty();
    node.api.change(
        PodKind.POD,
        "default",
        "p",
        p -> p.with(b -> b.metadata(m -> m.labels(Map.of("a", "b\"c")))));
    node.eventually(
        () -> read(at.resolve("labels")).equals("a=\"b\\\"c\""), () -> read(at.resolve("labels")));
    assertThat(node.api.tokensGiven()).isEqualTo(1);
    node.eventually(
        () -> {
          node.time.advance(Duration.ofMinutes(10));
          return !read(at.resolve("token")).equals("token-1");
        },
        () -> read(at.resolve("token")));
    assertThat(node.time.now()).isAfterOrEqualTo(java.time.Instant.parse("2026-01-01T00:48:00Z"));
  }

  @Test
  void removesVolumesWithThePod() {
    node.given(
        pod(
            "p",
            s ->
                s.volumes(
                    Volume.builder().name("tmp").emptyDir(_ -> {}).build(),
                    Volume.builder()
                        .name("host")
                        .hostPath(
                            h ->
                                h.path(directory.resolve("h").toString()).type("DirectoryOrCreate"))
                        .build())));
    Pod ready = node.awaitReady("p");
    assertThat(volume("p", "empty-dir", "tmp")).isDirectory();
    assertThat(directory.resolve("h")).isDirectory();
    node.api.client().resources(PodKind.POD, "default").delete(ready.metadata().name());
    node.awaitGone("p");
    node.eventually(
        () -> !Files.exists(directory.resolve("pods/uid-p")), () -> "directory still there");
    assertThat(directory.resolve("h")).isDirectory();
  }

  @Test
  void refusesAHostPathOfAnotherType() {
    node.given(
        pod(
            "p",
            s ->
                s.volumes(
                    Volume.builder()
                        .name("host")
                        .hostPath(h -> h.path("/etc/passwd").type("Directory"))
                        .build())));
    node.awaitEvent(
        "MountVolume.SetUp failed for volume \"host\" : hostPath type check failed: /etc/passwd is"
            + " not a directory");
  }
}
