package io.kubejar.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.KubejarCommand;
import io.kubejar.cli.ServerOptions;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.server.storage.StoreCheck;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.embedded.EmbeddedStore;
import io.kubejar.store.etcd.EtcdProcess;
import io.kubejar.store.etcd.EtcdSettings;
import io.kubejar.store.etcd.EtcdStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Backups of a cluster and what becomes of them.
class StoreOperationsTest {
  private static final String SECRET = "/registry/secrets/default/password";

  @TempDir Path directory;
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    errors.getBuffer().setLength(0);
    return KubejarCommand.commandLine(new MachineOperations(), arguments)
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private Path at(String name) {
    return directory.resolve(name);
  }

  /// A cluster that has run once, and has a secret.
  @BeforeEach
  void makeCluster() throws Exception {
    try (ControlPlane _ = plane(at("one"))) {
      // Starting it makes what a new cluster holds.
    }
    try (Store store = StateStore.open(config(at("one")), new SystemTimer())) {
      store.commit(
          Transaction.put(
              SECRET,
              """
              {"kind":"Secret","apiVersion":"v1",
               "metadata":{"name":"password","namespace":"default"},"data":{"a":"aHVudGVyMg=="}}
              """
                  .getBytes(UTF_8)));
    }
  }

  private static ClusterConfig config(Path directory) {
    return config(directory, new ServerOptions());
  }

  private static ClusterConfig config(Path directory, ServerOptions options) {
    return new ClusterConfig(
        "one",
        directory,
        new InetSocketAddress("127.0.0.1", 0),
        AddressPlan.of("kubejar", null, null),
        new ClusterConfig.Nodes.None(),
        "cluster.local",
        options);
  }

  private static ControlPlane plane(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    return ControlPlane.start(
        config(directory), List.of(new InetSocketAddress("127.0.0.1", 0)), null);
  }

  private static String secret(Path directory) throws IOException {
    try (Store store = StateStore.open(config(directory), new SystemTimer())) {
      return new String(store.get(SECRET).value(), UTF_8);
    }
  }

  @Test
  void keysAreRotatedAndTheOldOnesDropped() throws Exception {
    String one = at("one").toString();
    assertThat(run("store", "rotate-key", "--data-dir", one)).isZero();
    assertThat(sealed(at("one"))).startsWith("k8s:enc:secretbox:v1:local:");
    assertThat(secret(at("one"))).contains("aHVudGVyMg==");

    assertThat(run("store", "rotate-key", "--drop-old", "--data-dir", one)).isZero();
    assertThat(sealed(at("one"))).startsWith("k8s:enc:secretbox:v1:local2:");
    assertThat(secret(at("one"))).contains("aHVudGVyMg==");
    assertThat(Files.readString(at("one").resolve("encryption.yaml")))
        .contains("name: local2")
        .doesNotContain("name: local\n");

    assertThat(run("store", "rotate-key", "--data-dir", at("none").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("has no key of its own");
  }

  private static String sealed(Path directory) {
    try (var timer = new SystemTimer();
        Store store = EmbeddedStore.open(directory.resolve("store"), timer, Limits.DEFAULT)) {
      return new String(store.get(SECRET).value(), ISO_8859_1);
    }
  }

  @Test
  void aBackupBecomesTheSameClusterElsewhere() throws Exception {
    assertThat(run("backup", "--data-dir", at("one").toString(), at("a.zip").toString())).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at("a.zip"))))
        .isEqualTo("rw-------");
    assertThat(run("restore", "--data-dir", at("two").toString(), at("a.zip").toString())).isZero();
    assertThat(secret(at("two"))).contains("aHVudGVyMg==");
    assertThat(at("two/pki/ca.key")).hasSameBinaryContentAs(at("one/pki/ca.key"));
    assertThat(run("store", "check", "--data-dir", at("two").toString())).isZero();
    try (ControlPlane _ = plane(at("two"))) {
      // It starts on what was restored.
    }
  }

  @Test
  void aRunningClusterIsBackedUpThroughItsServer() throws Exception {
    var running = new DataDirectory(at("one"));
    try (ControlPlane plane = plane(at("one"))) {
      Kubeconfig.empty().with(plane.administrator()).write(running.kubeconfig());
      RunningProcess.note(running);
      assertThat(run("backup", "--data-dir", at("one").toString(), at("a.zip").toString()))
          .isZero();
      assertThat(run("restore", "--data-dir", at("one").toString(), at("a.zip").toString()))
          .isEqualTo(1);
      assertThat(errors.toString()).contains("stop it first: kubejar down");
    } finally {
      RunningProcess.forget(running.pidFile());
    }
    assertThat(run("restore", "--data-dir", at("two").toString(), at("a.zip").toString())).isZero();
    assertThat(secret(at("two"))).contains("aHVudGVyMg==");
  }

  @Test
  void whoMayReadEveryPathMayNotTakeBackupsForThat() throws Exception {
    Files.writeString(
        at("tokens"), "reader,reader,reader,readers\nmaster,m,m,\"system:masters\"\n");
    var options = new ServerOptions();
    new CommandLine(options)
        .parseArgs(
            "--token-auth-file", at("tokens").toString(), "--authorization-mode", "AlwaysAllow");
    var address = new InetSocketAddress("127.0.0.1", 0);
    ClusterConfig config = config(at("one"), options);
    try (ControlPlane plane = ControlPlane.start(config, List.of(address), null);
        HttpClient client =
            HttpClient.builder()
                .tls(ClientTls.authorities(List.of(plane.pki().authority().certificate())))
                .build()) {
      URI backup = URI.create("https://127.0.0.1:" + plane.server().port() + "/kubejar/v1/backup");
      for (var expected : Map.of("reader", 403, "master", 200).entrySet()) {
        var request =
            ClientRequest.get(backup).withHeader("authorization", "Bearer " + expected.getKey());
        try (var response = client.send(request)) {
          assertThat(response.status()).as(expected.getKey()).isEqualTo(expected.getValue());
          response.body().readAllBytes();
        }
      }
    }
  }

  @Test
  void nothingThatIsThereIsLost() throws Exception {
    String one = at("one").toString();
    assertThat(run("backup", "--data-dir", one, at("a.zip").toString())).isZero();
    assertThat(run("backup", "--data-dir", one, at("a.zip").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("exists already");
    assertThat(run("restore", "--data-dir", one, at("a.zip").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("one/store is there already; --force puts it aside");
    assertThat(run("restore", "--data-dir", one, "--force", at("a.zip").toString())).isZero();
    assertThat(at("one/store.before-restore/db")).exists();
    assertThat(at("one/pki.before-restore/ca.key")).exists();
    assertThat(run("restore", "--data-dir", one, "--force", at("a.zip").toString())).isZero();
    assertThat(at("one/store.before-restore/db")).exists();
    assertThat(at("one/store.before-restore-2/db")).exists();
    assertThat(secret(at("one"))).contains("aHVudGVyMg==");
  }

  @Test
  void wrongPlacesAreNamedInALine() {
    String one = at("one").toString();
    for (List<String> wrong :
        List.of(
            List.of("http://a b", at("two").toString(), "\"http://a b\" is neither a directory"),
            List.of("https://", at("two").toString(), "\"https://\" is neither a directory"),
            List.of(at("two").toString(), one, "there is no store in"),
            List.of(one, one, "one/store is there already"))) {
      assertThat(run("store", "migrate", "--from", wrong.get(0), "--to", wrong.get(1)))
          .isEqualTo(1);
      assertThat(errors.toString()).contains(wrong.get(2)).hasLineCount(1);
    }
  }

  @Test
  void damagedAndHostileArchivesAreRefused() throws Exception {
    assertThat(run("backup", "--data-dir", at("one").toString(), at("a.zip").toString())).isZero();
    byte[] whole = Files.readAllBytes(at("a.zip"));
    Files.write(at("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
    byte[] damaged = whole.clone();
    damaged[whole.length / 3] ^= 0x40;
    Files.write(at("damaged.zip"), damaged);
    hostile(at("hostile.zip"), "../escaped");
    hostile(at("strange.zip"), "pki/../../escaped");
    for (String archive : List.of("cut", "damaged", "hostile", "strange", "missing")) {
      assertThat(
              run("restore", "--data-dir", at("two").toString(), at(archive + ".zip").toString()))
          .as(archive)
          .isEqualTo(1);
      assertThat(errors.toString()).contains(archive + ".zip").doesNotContain("\tat ");
    }
    assertThat(at("two")).doesNotExist();
    assertThat(at("escaped")).doesNotExist();
  }

  private void hostile(Path file, String name) throws IOException {
    try (var good = new ZipFile(at("a.zip").toFile());
        var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("store"));
      good.getInputStream(good.getEntry("store")).transferTo(zip);
      zip.putNextEntry(new ZipEntry(name));
      zip.write(1);
      zip.closeEntry();
    }
  }

  @Test
  void theCheckNamesWhatIsDamaged() throws Exception {
    try (Store store = EmbeddedStore.open(at("one/store"), new SystemTimer(), Limits.DEFAULT)) {
      store.commit(
          Transaction.put("/registry/pods/default/torn", "{\"metadata\":".getBytes(UTF_8)));
      store.commit(
          Transaction.put(
              "/registry/configmaps/default/a",
              "{\"metadata\":{\"name\":\"b\",\"namespace\":\"default\"}}".getBytes(UTF_8)));
      store.commit(
          Transaction.put(
              "/registry/secrets/default/odd", "k8s:enc:secretbox:v1:gone:xx".getBytes(UTF_8)));
    }
    assertThat(run("store", "check", "--data-dir", at("one").toString())).isEqualTo(1);
    try (Store store = StateStore.open(config(at("one")), new SystemTimer())) {
      assertThat(StoreCheck.run(store).flaws())
          .satisfiesExactly(
              flaw ->
                  assertThat(flaw)
                      .isEqualTo(
                          "/registry/configmaps/default/a: holds the object of"
                              + " /registry/configmaps/default/b"),
              flaw -> assertThat(flaw).startsWith("/registry/pods/default/torn: unexpected end"),
              flaw -> assertThat(flaw).startsWith("/registry/secrets/default/odd: "));
    }
  }

  @Test
  void aLogThatIsDamagedBeforeItsEndIsCutWhenAsked() throws Exception {
    try (Store store = EmbeddedStore.open(at("one/store"), new SystemTimer(), Limits.DEFAULT)) {
      for (int i = 0; i < 9; i++) {
        store.commit(Transaction.put("/damaged/" + i, new byte[1000]));
      }
    }
    Path log;
    try (var files = Files.list(at("one/store/db"))) {
      log = files.filter(each -> each.toString().endsWith(".log")).findAny().orElseThrow();
    }
    byte[] content = Files.readAllBytes(log);
    content[content.length - 3000] ^= 0x40;
    Files.write(log, content);

    assertThat(run("store", "check", "--data-dir", at("one").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains(log + " is damaged at byte").doesNotContain("\tat ");
    assertThat(run("store", "check", "--data-dir", at("one").toString(), "--cut")).isZero();

    assertThat(at("one/store/damaged").resolve(log.getFileName())).hasBinaryContent(content);
    try (Store store = EmbeddedStore.open(at("one/store"), new SystemTimer(), Limits.DEFAULT)) {
      assertThat(store.count(Keys.prefix("/damaged/"), Store.CURRENT)).isEqualTo(6);
    }
  }

  @Test
  void stateMovesToEtcdAndBack() throws Exception {
    if (!EtcdProcess.available()) {
      return;
    }
    try (EtcdProcess etcd = EtcdProcess.start()) {
      String url = etcd.endpoint().toString();
      assertThat(run("store", "migrate", "--from", at("one").toString(), "--to", url)).isZero();
      try (Store store = etcd(etcd.endpoint())) {
        assertThat(new String(store.get(SECRET).value(), UTF_8)).contains("aHVudGVyMg==");
      }
      assertThat(run("store", "migrate", "--from", at("one").toString(), "--to", url)).isEqualTo(1);
      assertThat(errors.toString()).contains("objects already");
      assertThat(run("store", "check", "--etcd-servers", url)).isZero();
      assertThat(run("store", "migrate", "--from", url, "--to", at("back").toString())).isZero();
      assertThat(secret(at("back"))).contains("aHVudGVyMg==");
    }
  }

  @Test
  void aBackupBecomesAClusterOnEtcd() throws Exception {
    if (!EtcdProcess.available()) {
      return;
    }
    assertThat(run("backup", "--data-dir", at("one").toString(), at("a.zip").toString())).isZero();
    try (EtcdProcess etcd = EtcdProcess.start()) {
      assertThat(
              run(
                  "restore",
                  "--data-dir",
                  at("two").toString(),
                  "--etcd-servers",
                  etcd.endpoint().toString(),
                  at("a.zip").toString()))
          .isZero();
      try (Store store = etcd(etcd.endpoint())) {
        assertThat(new String(store.get(SECRET).value(), UTF_8)).contains("aHVudGVyMg==");
      }
      assertThat(at("two/pki/ca.key")).exists();
      assertThat(at("two/store")).doesNotExist();
    }
  }

  @Test
  void valuesStaySealedOnTheirWayWithAConfiguration() throws Exception {
    if (!EtcdProcess.available()) {
      return;
    }
    Path sealing = at("sealing.yaml");
    Files.writeString(
        sealing,
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: EncryptionConfiguration
        resources:
        - resources: [secrets]
          providers:
          - aescbc: {keys: [{name: own, secret: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=}]}
          - identity: {}
        """);
    String config = "--encryption-provider-config=" + sealing;
    assertThat(run("backup", "--data-dir", at("one").toString(), at("a.zip").toString())).isZero();
    try (EtcdProcess etcd = EtcdProcess.start()) {
      String url = etcd.endpoint().toString();
      assertThat(
              run(
                  "restore",
                  "--data-dir",
                  at("two").toString(),
                  "--etcd-servers",
                  url,
                  config,
                  at("a.zip").toString()))
          .isZero();
      try (Store store = etcd(etcd.endpoint())) {
        assertThat(new String(store.get(SECRET).value(), UTF_8))
            .startsWith("k8s:enc:aescbc:v1:own:");
      }
      assertThat(run("store", "check", "--etcd-servers", url)).isEqualTo(1);
      assertThat(run("store", "check", "--etcd-servers", url, config)).isZero();
      assertThat(run("store", "migrate", "--from", url, "--to", at("back").toString(), config))
          .isZero();
      try (Store store = EmbeddedStore.open(at("back/store"), new SystemTimer(), Limits.DEFAULT)) {
        assertThat(new String(store.get(SECRET).value(), UTF_8))
            .startsWith("k8s:enc:aescbc:v1:own:");
      }
      assertThat(run("store", "check", "--data-dir", at("back").toString(), config)).isZero();
      assertThat(run("store", "check", "--data-dir", at("back").toString(), config + ".gone"))
          .isEqualTo(1);
      assertThat(errors.toString()).contains("there is no file");
    }
  }

  private static Store etcd(URI endpoint) {
    return EtcdStore.open(
        new EtcdSettings(List.of(endpoint), null, null, null), new SystemTimer(), Limits.DEFAULT);
  }
}
