package io.kubejar.server.authentication;

import io.kubejar.http.Pem;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The certificates of a PEM file, read again when the file changes. A file that became unreadable
/// leaves the last good ones in force.
public final class CertificateFile implements Supplier<List<X509Certificate>> {
  private static final Logger LOG = System.getLogger(CertificateFile.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final long MOST_BYTES = 4L << 20;

  private final Path file;
  private final InstantSource clock;
  private volatile State state;

  /// What was read, from which state of the file, and when it was last looked at.
  private record State(List<X509Certificate> certificates, FileTime modified, Instant looked) {}

  /// @throws IllegalArgumentException when there are no certificates in the file
  public CertificateFile(Path file, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    this.state = read(clock.instant());
  }

  @Override
  public List<X509Certificate> get() {
    State current = state;
    Instant now = clock.instant();
    if (Duration.between(current.looked(), now).abs().compareTo(LOOK_AGAIN) < 0) {
      return current.certificates();
    }
    State next = new State(current.certificates(), current.modified(), now);
    try {
      if (!Files.getLastModifiedTime(file).equals(current.modified())) {
        next = read(now);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Logger.Level.WARNING, "cannot read " + file + " again: " + e.getMessage());
    }
    state = next;
    return next.certificates();
  }

  private State read(Instant now) throws IOException {
    FileTime modified = Files.getLastModifiedTime(file);
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(file + " is larger than 4 MiB");
    }
    List<X509Certificate> certificates = Pem.certificates(Files.readString(file));
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("there are no certificates in " + file);
    }
    return new State(List.copyOf(certificates), modified, now);
  }
}
