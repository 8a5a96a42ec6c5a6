package io.kubejar.cluster.machines;

import static io.kubejar.api.certificates.v1.CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Bytes;
import io.kubejar.client.Client;
import io.kubejar.http.Pem;
import io.kubejar.http.TlsIdentity;
import io.kubejar.server.pki.CertificateTemplate;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.pki.SigningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// By which a node's agent proves to be the node: a client certificate of its own, signed by the
/// cluster at the node's request, and signed anew before it ends.
///
/// ```
/// issued ──────────── 70 % … 90 % of its time ──────── end
///                        a new one is asked for
/// ```
public final class NodeCertificate {
  private static final String SIGNER = "kubernetes.io/kube-apiserver-client-kubelet";
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final double EARLIEST = 0.7;
  private static final double SPREAD = 0.2;

  private final Path file;
  private final String node;
  private final SecureRandom random = new SecureRandom();
  private volatile Credential current;
  private volatile Instant due;

  private NodeCertificate(Path file, String node, Credential current) {
    this.file = file;
    this.node = node;
    this.current = current;
    this.due = due(current.certificate(), random.nextDouble());
  }

  /// Reads the one that a machine was given.
  ///
  /// @throws IOException when there is none
  public static NodeCertificate read(Path file, String node) throws IOException {
    String text = Files.readString(file);
    try {
      return new NodeCertificate(file, node, Credential.ofPem(text, text));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no certificate with its key", e);
    }
  }

  /// Asks for the first one.
  ///
  /// @param client whose user may ask for certificates of nodes
  /// @throws IOException when it is refused or does not come in time
  public static Credential first(Client client, String node, Duration timeout)
      throws IOException, InterruptedException {
    return request(client, node, timeout, new SecureRandom());
  }

  /// The certificate with its key.
  public TlsIdentity identity() {
    return current.identity();
  }

  /// When it ends.
  public Instant end() {
    return current.certificate().getNotAfter().toInstant();
  }

  /// Gets a new one when it is time for it.
  ///
  /// @param client the node's own
  /// @return whether there is a new one
  /// @throws IOException when it is refused, does not come in time or can't be kept
  public boolean renew(Client client, Instant now, Duration timeout)
      throws IOException, InterruptedException {
    if (now.isBefore(due)) {
      return false;
    }
    Credential fresh = request(client, node, timeout, random);
    write(file, fresh);
    current = fresh;
    due = due(fresh.certificate(), random.nextDouble());
    return true;
  }

  private static Instant due(X509Certificate certificate, double chance) {
    Instant begin = certificate.getNotBefore().toInstant();
    Duration whole = Duration.between(begin, certificate.getNotAfter().toInstant());
    return begin.plusMillis((long) (whole.toMillis() * (EARLIEST + SPREAD * chance)));
  }

  /// Keeps a certificate with its key in a file for the owner only, as a whole or not at all.
  public static void write(Path file, Credential credential) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path fresh =
        Files.createTempFile(
            directory,
            ".node-client",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, credential.certificatePem() + credential.keyPem());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Credential request(
      Client client, String node, Duration timeout, SecureRandom random)
      throws IOException, InterruptedException {
    SigningRequest asked =
        SigningRequest.of(
            CertificateTemplate.client("system:node:" + node, "system:nodes"), random);
    var requests = client.resources(CERTIFICATE_SIGNING_REQUEST, "");
    try {
      CertificateSigningRequest made =
          requests.create(
              CertificateSigningRequest.builder()
                  .metadata(it -> it.generateName("node-csr-"))
                  .spec(
                      it ->
                          it.request(Bytes.utf8(asked.pem()))
                              .signerName(SIGNER)
                              .usages(List.of("digital signature", "client auth")))
                  .build());
      String name = made.metadata().name();
      long deadline = System.nanoTime() + timeout.toNanos();
      while (true) {
        CertificateSigningRequest state = requests.get(name);
        requireHope(state);
        if (!state.status().certificate().equals(Bytes.EMPTY)) {
          return asked.with(Pem.certificates(state.status().certificate().toUtf8()).getFirst());
        }
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              "the request %s for the node's certificate was not answered within %d s; do the"
                      .formatted(name, timeout.toSeconds())
                  + " cluster's controllers run?");
        }
        Thread.sleep(PAUSE);
      }
    } catch (ApiException | IllegalArgumentException e) {
      throw new IOException("no certificate for the node: " + e.getMessage(), e);
    }
  }

  private static void requireHope(CertificateSigningRequest state) throws IOException {
    for (CertificateSigningRequestCondition condition : state.status().conditions()) {
      if (condition.type().equals("Denied") || condition.type().equals("Failed")) {
        throw new IOException(
            "the request %s for the node's certificate was refused: %s"
                .formatted(state.metadata().name(), condition.message()));
      }
    }
  }
}
