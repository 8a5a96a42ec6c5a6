package io.kubejar.server.pki;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Certificates with their keys, each made when it is first asked for and then kept, in a directory
/// or in memory only, until it is near its end or does not fit what is asked for.
final class KeptCredentials {
  private final @Nullable PkiDirectory directory;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Known> known = new HashMap<>();

  /// What was found to be good for a template.
  private record Known(CertificateTemplate template, Credential kept) {}

  /// @param directory null for memory only
  KeptCredentials(@Nullable PkiDirectory directory, Clock clock, SecureRandom random) {
    this.directory = directory;
    this.clock = clock;
    this.random = random;
  }

  /// An authority is used to its very end: with another one nobody would be believed any more whom
  /// it has vouched for, and that is for people to plan.
  CertificateAuthority authority(String file, String commonName, Duration validity) {
    Credential kept = read(file);
    if (kept != null && clock.instant().isBefore(kept.certificate().getNotAfter().toInstant())) {
      return new CertificateAuthority(kept, clock, random);
    }
    var made = CertificateAuthority.create(commonName, validity, clock, random);
    write(file, made.credential());
    return made;
  }

  synchronized Credential credential(
      String file, CertificateAuthority issuer, CertificateTemplate template, Duration validity) {
    Known last = known.get(file);
    if (last != null && last.template().equals(template) && !nearEnd(last.kept().certificate())) {
      return last.kept();
    }
    Credential kept = last == null ? read(file) : last.kept();
    if (kept == null || !serves(kept.certificate(), issuer, template)) {
      kept = issuer.issue(template, validity);
      write(file, kept);
    }
    known.put(file, new Known(template, kept));
    return kept;
  }

  private boolean serves(
      X509Certificate certificate, CertificateAuthority issuer, CertificateTemplate template) {
    if (nearEnd(certificate)) {
      return false;
    }
    try {
      certificate.verify(issuer.certificate().getPublicKey());
      return alternativeNames(certificate).containsAll(template.dnsNames())
          && alternativeNames(certificate).containsAll(canonical(template.addresses()));
    } catch (GeneralSecurityException _) {
      return false; // of another authority, which was replaced
    }
  }

  private static List<String> canonical(List<String> addresses) {
    return addresses.stream().map(a -> InetAddress.ofLiteral(a).getHostAddress()).toList();
  }

  private static Set<String> alternativeNames(X509Certificate certificate)
      throws CertificateParsingException {
    var names = new HashSet<String>();
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    if (all != null) {
      for (List<?> each : all) {
        names.add(String.valueOf(each.get(1)));
      }
    }
    return names;
  }

  /// In the last fifth of its time.
  boolean nearEnd(X509Certificate certificate) {
    Instant end = certificate.getNotAfter().toInstant();
    Duration whole = Duration.between(certificate.getNotBefore().toInstant(), end);
    return clock.instant().isAfter(end.minus(whole.dividedBy(5)));
  }

  private @Nullable Credential read(String file) {
    String certificate = text(file + ".crt");
    String key = text(file + ".key");
    return certificate == null || key == null ? null : Credential.ofPem(certificate, key);
  }

  private void write(String file, Credential credential) {
    keep(file + ".key", credential.keyPem());
    keep(file + ".crt", credential.certificatePem());
  }

  /// When those end that were asked for, by their names.
  synchronized Map<String, Instant> ends() {
    Map<String, Instant> ends = new HashMap<>();
    known.forEach((file, it) -> ends.put(file, it.kept().certificate().getNotAfter().toInstant()));
    return ends;
  }

  /// A file's content, or null where there is none.
  @Nullable String text(String file) {
    return directory == null ? null : directory.read(file);
  }

  void keep(String file, String text) {
    if (directory != null) {
      directory.write(file, text);
    }
  }

  /// Makes sure that all survives a power cut.
  void sync() {
    if (directory != null) {
      directory.sync();
    }
  }
}
