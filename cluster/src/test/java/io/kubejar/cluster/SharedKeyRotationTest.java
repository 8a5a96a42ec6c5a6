package io.kubejar.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.KubejarCommand;
import io.kubejar.cli.MemberOptions;
import io.kubejar.client.Client;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.server.encryption.LocalKey;
import io.kubejar.server.spi.User;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.etcd.EtcdProcess;
import io.kubejar.store.etcd.EtcdSettings;
import io.kubejar.store.etcd.EtcdStore;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key of two servers over one etcd, changed and dropped by one command each.
class SharedKeyRotationTest {
  @TempDir private Path directory;

  @Test
  void aCommandOnOneServerChangesTheKeyOfAll() throws Exception {
    if (!EtcdProcess.available()) {
      return;
    }
    try (EtcdProcess etcd = EtcdProcess.start();
        var timer = new SystemTimer();
        Store kept =
            EtcdStore.open(
                new EtcdSettings(List.of(etcd.endpoint()), null, null, null),
                timer,
                Limits.DEFAULT)) {
      machine("one", etcd, 1);
      machine("two", etcd, 2);
      try (ControlPlane one = plane("one")) {
        share("one", "two");
        try (ControlPlane two = plane("two")) {
          create(one, "before");
          assertThat(sealed(kept, "before")).startsWith("k8s:enc:secretbox:v1:local:");
          assertThat(rotate("two")).isZero();
          for (String name : List.of("one", "two")) {
            assertThat(LocalKey.read(encryption(name)).sealing()).isEqualTo("local2");
          }
          create(one, "after-one");
          create(two, "after-two");
          for (String name : List.of("after-one", "after-two")) {
            assertThat(sealed(kept, name)).startsWith("k8s:enc:secretbox:v1:local2:");
          }
          for (ControlPlane plane : List.of(one, two)) {
            assertThat(names(plane)).contains("before", "after-one", "after-two");
          }

          assertThat(rotate("one", "--drop-old")).isZero();
          for (String name : List.of("one", "two")) {
            assertThat(LocalKey.read(encryption(name)).opening()).isEmpty();
          }
          for (var entry :
              kept.range(Keys.prefix("/registry/secrets/"), Store.CURRENT, 100).entries()) {
            assertThat(new String(entry.value(), ISO_8859_1))
                .startsWith("k8s:enc:secretbox:v1:local2:");
          }
          for (ControlPlane plane : List.of(one, two)) {
            assertThat(names(plane)).contains("before", "after-one", "after-two");
          }
          assertThat(rotate("one", "--drop-old")).isZero();
        }
      }
      String key = Files.readString(encryption("one")).replaceAll("(?s).*secret: (\\S+).*", "$1");
      for (var entry : kept.range(Keys.prefix("/kubejar/"), Store.CURRENT, 100).entries()) {
        assertThat(new String(entry.value(), ISO_8859_1)).doesNotContain(key);
      }
    }
  }

  private int rotate(String name, String... more) {
    String[] arguments = {"store", "rotate-key", "--data-dir", directory.resolve(name).toString()};
    if (more.length > 0) {
      arguments = new String[] {arguments[0], arguments[1], arguments[2], arguments[3], more[0]};
    }
    return KubejarCommand.commandLine(new MachineOperations(), arguments).execute(arguments);
  }

  private Path encryption(String name) {
    return new DataDirectory(directory.resolve(name)).encryption();
  }

  private void machine(String name, EtcdProcess etcd, int number) throws Exception {
    Path root = Files.createDirectories(directory.resolve(name));
    new MachineFile(
            true,
            List.of(
                "--etcd-servers=" + etcd.endpoint(),
                "--advertise-address=10.88.0." + number,
                "--control-plane-endpoint=10.88.0.1:6443",
                "--node-ip=10.88.0." + number,
                "--no-node"))
        .write(new DataDirectory(root));
  }

  /// What a server that joins gets.
  private void share(String from, String to) throws Exception {
    Files.createDirectories(directory.resolve(to).resolve("pki"));
    for (String file :
        List.of(
            "encryption.yaml",
            "pki/ca.crt",
            "pki/ca.key",
            "pki/front-proxy-ca.crt",
            "pki/front-proxy-ca.key",
            "pki/sa.pub",
            "pki/sa.key")) {
      Files.copy(directory.resolve(from).resolve(file), directory.resolve(to).resolve(file));
    }
  }

  private ControlPlane plane(String name) throws Exception {
    Path root = directory.resolve(name);
    MemberOptions options = MachineFile.read(new DataDirectory(root)).options();
    var config =
        new ClusterConfig(
            "shared",
            root,
            new InetSocketAddress("127.0.0.1", 0),
            AddressPlan.of("kubejar", null, null),
            new ClusterConfig.Nodes.None(),
            "cluster.local",
            options.run().server(),
            null,
            new ClusterConfig.Membership("10.88.0.1:6443", "10.88.0.1", null));
    return ControlPlane.start(config, List.of(new InetSocketAddress("127.0.0.1", 0)), null);
  }

  private static Client client(ControlPlane plane) {
    return plane.client(User.of("test", "system:masters"), "test");
  }

  private static void create(ControlPlane plane, String name) {
    client(plane)
        .resources(SecretKind.SECRET, "default")
        .create(Secret.builder().metadata(it -> it.name(name).namespace("default")).build());
  }

  private static List<String> names(ControlPlane plane) {
    return client(plane).resources(SecretKind.SECRET, "default").list().items().stream()
        .map(secret -> secret.metadata().name())
        .toList();
  }

  private static String sealed(Store kept, String name) {
    return new String(kept.get("/registry/secrets/default/" + name).value(), ISO_8859_1);
  }
}
