package io.kubejar.cluster.machines;

import io.kubejar.client.Client;
import io.kubejar.http.TlsIdentity;
import io.kubejar.server.pki.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// By which a node's agent proves to be the node, as a client or as a server: a certificate of its
/// own, signed by the cluster at the node's request, and signed anew before it ends.
///
/// ```
/// issued ──────────── 70 % … 90 % of its time ──────── end
///                        a new one is asked for
/// ```
public final class NodeCertificate {
  private static final double EARLIEST = 0.7;
  private static final double SPREAD = 0.2;

  private final Path file;
  private final WantedCertificate wanted;
  private final SecureRandom random = new SecureRandom();
  private volatile Credential current;
  private volatile Instant due;

  private NodeCertificate(Path file, WantedCertificate wanted, Credential current) {
    this.file = file;
    this.wanted = wanted;
    this.current = current;
    this.due = due(current.certificate(), random.nextDouble());
  }

  /// Reads the client's that a machine was given.
  ///
  /// @throws IOException when there is none
  public static NodeCertificate read(Path file, String node) throws IOException {
    return new NodeCertificate(file, WantedCertificate.client(node), credential(file));
  }

  private static Credential credential(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      return Credential.ofPem(text, text);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no certificate with its key", e);
    }
  }

  /// The server's that a machine was given, or until it is given one, or when its address has
  /// changed, one of its own making, which nobody believes.
  ///
  /// @param address by which the cluster reaches the node
  public static NodeCertificate serving(Path file, String node, String address) throws IOException {
    WantedCertificate wanted = WantedCertificate.serving(node, address);
    if (Files.exists(file)) {
      Credential kept = credential(file);
      if (wanted.isNamedBy(kept.certificate())) {
        return new NodeCertificate(file, wanted, kept);
      }
    }
    var own = new NodeCertificate(file, wanted, wanted.selfSigned());
    own.due = Instant.MIN;
    return own;
  }

  /// Asks for the first one.
  ///
  /// @param client whose user may ask for certificates of nodes
  /// @throws IOException when it is refused or does not come in time
  public static Credential first(Client client, String node, Duration timeout)
      throws IOException, InterruptedException {
    return WantedCertificate.client(node).request(client, timeout, new SecureRandom());
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
    Credential fresh = wanted.request(client, timeout, random);
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
            "." + file.getFileName(),
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, credential.certificatePem() + credential.keyPem());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
