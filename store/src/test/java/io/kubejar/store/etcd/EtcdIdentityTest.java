package io.kubejar.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Keys in all forms that OpenSSL writes.
@EnabledIf("hasOpenSsl")
class EtcdIdentityTest {
  @TempDir Path directory;

  static boolean hasOpenSsl() {
    return Files.isExecutable(Path.of("/usr/bin/openssl"));
  }

  @BeforeEach
  void makeCertificate() throws Exception {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "sec1.key");
    certificate("sec1.key", "one");
  }

  private void certificate(String key, String name) throws Exception {
    openssl("req", "-x509", "-new", "-key", key, "-subj", "/CN=" + name, "-out", "own.crt");
  }

  private void openssl(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "openssl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.log").toFile())
            .start();
    assertThat(process.waitFor()).as(() -> read("openssl.log")).isZero();
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void keysOfEllipticCurves() throws Exception {
    for (String curve : new String[] {"prime256v1", "secp384r1", "secp521r1"}) {
      openssl("ecparam", "-name", curve, "-genkey", "-noout", "-out", "sec1.key");
      openssl("pkcs8", "-topk8", "-nocrypt", "-in", "sec1.key", "-out", "pkcs8.key");
      assertThat(read("sec1.key")).contains("BEGIN EC PRIVATE KEY");
      assertThat(number("sec1.key")).isEqualTo(number("pkcs8.key"));
    }
  }

  private java.math.BigInteger number(String file) throws Exception {
    return ((ECPrivateKey) PemKey.parse(read(file))).getS();
  }

  @Test
  void keysOfRsa() throws Exception {
    openssl("genrsa", "-traditional", "-out", "pkcs1.key", "2048");
    openssl("pkcs8", "-topk8", "-nocrypt", "-in", "pkcs1.key", "-out", "pkcs8.key");
    assertThat(read("pkcs1.key")).contains("BEGIN RSA PRIVATE KEY");
    assertThat(PemKey.parse(read("pkcs1.key")))
        .isInstanceOf(RSAPrivateKey.class)
        .isEqualTo(PemKey.parse(read("pkcs8.key")));
  }

  @Test
  void whatIsNoKeyIsRefused() {
    for (String wrong :
        new String[] {
          "",
          "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
          "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
          "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
        }) {
      assertThatThrownBy(() -> PemKey.parse(wrong)).isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void filesThatChangedAreReadAgain() throws Exception {
    Path certificate = directory.resolve("own.crt");
    EtcdIdentity identity = EtcdIdentity.read(certificate, directory.resolve("sec1.key"));
    assertThat(name(identity)).isEqualTo("CN=one");

    certificate("sec1.key", "two");
    Files.setLastModifiedTime(certificate, FileTime.from(Instant.EPOCH.plusSeconds(1)));
    assertThat(name(identity)).isEqualTo("CN=two");

    Files.writeString(certificate, "damaged");
    Files.setLastModifiedTime(certificate, FileTime.from(Instant.EPOCH.plusSeconds(2)));
    assertThat(name(identity)).isEqualTo("CN=two");
    assertThatThrownBy(() -> EtcdIdentity.read(certificate, directory.resolve("sec1.key")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("own.crt");
  }

  private static String name(EtcdIdentity identity) {
    return identity.getCertificateChain("etcd")[0].getSubjectX500Principal().getName();
  }
}
