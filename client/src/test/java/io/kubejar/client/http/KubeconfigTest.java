package io.kubejar.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.http.ClientTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  private static final String FOREIGN =
      """
      apiVersion: v1
      kind: Config
      current-context: work
      clusters:
      - name: work
        cluster: {server: "https://work:6443", proxy-url: "http://proxy"}
      users:
      - name: me
        user: {token: abc}
      contexts:
      - name: work
        context: {cluster: work, user: me, namespace: team}
      extensions:
      - name: unknown
        extension: {kept: true}
      """;

  @TempDir Path folder;
  private String certificate;
  private String key;

  @BeforeEach
  void readPem() throws IOException {
    certificate = resource("/pem/test.crt");
    key = resource("/pem/test.key");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = KubeconfigTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Kubeconfig parsed(String yaml) throws IOException {
    Path file = folder.resolve("given");
    Files.writeString(file, yaml);
    return Kubeconfig.read(file);
  }

  private Kubeconfig.Entry entry(String server) {
    return new Kubeconfig.Entry("kubejar", server, certificate, certificate, key);
  }

  private String written(Kubeconfig kubeconfig) throws IOException {
    Path file = folder.resolve("written");
    kubeconfig.write(file);
    return Files.readString(file);
  }

  @Test
  void anAbsentFileIsEmpty() throws IOException {
    Kubeconfig none = Kubeconfig.read(folder.resolve("absent"));
    assertThat(written(none)).contains("kind: Config");
    assertThatThrownBy(none::endpoint).isInstanceOf(IOException.class);
  }

  @Test
  void anEntryIsAddedBesideOthers() throws IOException {
    Kubeconfig merged = parsed(FOREIGN).with(entry("https://127.0.0.1:6443"));
    assertThat(written(merged))
        .contains("https://work:6443", "proxy-url", "namespace: team", "kept: true")
        .contains("current-context: kubejar");
    Endpoint endpoint = merged.endpoint();
    assertThat(endpoint.server()).isEqualTo(URI.create("https://127.0.0.1:6443"));
    assertThat(endpoint.tls().trust()).isInstanceOf(ClientTls.Trust.Authorities.class);
    assertThat(endpoint.tls().identity()).isNotNull();
    assertThat(endpoint.bearerToken()).isNull();
    assertThat(entry("https://x").toString()).doesNotContain("PRIVATE");
  }

  @Test
  void theOwnEntryIsReplaced() throws IOException {
    Kubeconfig merged = parsed(FOREIGN).with(entry("https://old:1")).with(entry("https://new:2"));
    assertThat(merged.endpoint().server()).hasHost("new");
    assertThat(written(merged)).doesNotContain("old:1").containsOnlyOnce("https://new:2");
  }

  @Test
  void theOwnEntryIsTakenOut() throws IOException {
    Kubeconfig without = parsed(FOREIGN).with(entry("https://x:1")).without("kubejar");
    assertThat(written(without)).doesNotContain("kubejar").contains("https://work:6443");
    assertThatThrownBy(without::endpoint).isInstanceOf(IOException.class);
    assertThat(written(parsed(FOREIGN).without("other"))).contains("current-context: work");
  }

  @Test
  void theFileIsForItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("deep/er/config");
    Kubeconfig.empty().with(entry("https://x:1")).write(file);
    Kubeconfig.read(file).write(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = folder.resolve("real");
    Files.writeString(real, FOREIGN);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Kubeconfig.read(link).with(entry("https://x:1")).write(link);
    assertThat(link).isSymbolicLink();
    assertThat(real).content().contains("https://x:1");
  }

  @Test
  void certificatesMayBeFilesBesideTheKubeconfig() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), certificate);
    Files.writeString(folder.resolve("me.key"), key);
    Endpoint endpoint =
        parsed(
                """
                current-context: c
                clusters:
                - name: c
                  cluster: {server: "https://c:1", certificate-authority: ca.crt, tls-server-name: other}
                users:
                - name: u
                  user: {client-certificate: ca.crt, client-key: %s}
                contexts:
                - name: c
                  context: {cluster: c, user: u}
                """
                    .formatted(folder.resolve("me.key")))
            .endpoint();
    assertThat(endpoint.tls().trust()).isInstanceOf(ClientTls.Trust.Authorities.class);
    assertThat(endpoint.tls().identity()).isNotNull();
    assertThat(endpoint.tls().serverName()).isEqualTo("other");
  }

  @Test
  void aTokenFileIsReadEachTime() throws IOException {
    Path token = folder.resolve("token");
    Files.writeString(token, "one\n");
    Endpoint endpoint = parsed(FOREIGN.replace("token: abc", "tokenFile: token")).endpoint();
    assertThat(endpoint.bearerToken().get()).isEqualTo("one");
    Files.writeString(token, "two");
    assertThat(endpoint.bearerToken().get()).isEqualTo("two");
    assertThat(parsed(FOREIGN).endpoint().bearerToken().get()).isEqualTo("abc");
  }

  @Test
  void whatCanNotBeUsedIsSaid() {
    assertThatThrownBy(() -> parsed("- a list")).hasMessageContaining("is not a kubeconfig");
    assertThatThrownBy(() -> parsed("a: [")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parsed(FOREIGN.replace("user: me", "user: you")).endpoint())
        .hasMessageContaining("no entry \"you\" under users");
    assertThatThrownBy(
            () -> parsed(FOREIGN.replace("token: abc", "client-certificate-data: '%%'")).endpoint())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> parsed(FOREIGN.replace("token: abc", "exec: {command: aws}")).endpoint())
        .hasMessageContaining("not supported");
  }

  @Test
  void entriesThatAreMissingAreNotTheSame() throws IOException {
    Path file = folder.resolve("foreign");
    Files.writeString(file, FOREIGN);
    Kubeconfig foreign = Kubeconfig.read(file);
    assertThat(foreign.sameEntry("work", Kubeconfig.read(file))).isTrue();
    assertThat(foreign.sameEntry("kubejar", foreign)).isFalse();
    assertThat(foreign.sameEntry("work", Kubeconfig.empty())).isFalse();
  }
}
