package io.kubejar.server.authentication;

import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/// Knows clients by their certificates: the common name is the user, the organizations are the
/// groups. The chain has to lead to one of the authorities and be for clients.
public final class CertificateAuthenticator implements Authenticator {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final int REMEMBERED = 1024;

  private static final String UID = "1.3.6.1.4.1.57683.2";

  private final Supplier<List<X509Certificate>> authorities;
  private final Clock clock;
  private final boolean uids;
  private volatile List<X509Certificate> trusted = List.of();

  /// Users by certificates whose chain was found good, least recently used first.
  private final Map<X509Certificate, User> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<X509Certificate, User> eldest) {
              return size() > REMEMBERED;
            }
          });

  public CertificateAuthenticator(Supplier<List<X509Certificate>> authorities, Clock clock) {
    this(authorities, clock, true);
  }

  /// @param uids whether certificates may tell the uids of users
  public CertificateAuthenticator(
      Supplier<List<X509Certificate>> authorities, Clock clock, boolean uids) {
    this.uids = uids;
    this.authorities = authorities;
    this.clock = clock;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    if (credentials.certificates().isEmpty()) {
      return new Outcome.NotMine();
    }
    forgetOnChange();
    X509Certificate leaf = credentials.certificates().getFirst();
    if (!isCurrent(leaf)) {
      return new Outcome.Rejected("x509: certificate has expired or is not yet valid");
    }
    User user = known.get(leaf);
    if (user != null) {
      return new Outcome.Authenticated(user);
    }
    String flaw = flaw(credentials.certificates());
    if (flaw != null) {
      return new Outcome.Rejected(flaw);
    }
    user = user(leaf);
    if (user == null) {
      return new Outcome.Rejected("x509: certificate without a common name");
    }
    known.put(leaf, user);
    return new Outcome.Authenticated(user);
  }

  /// What was found good under other authorities is looked at again.
  private void forgetOnChange() {
    List<X509Certificate> current = authorities.get();
    if (!current.equals(trusted)) {
      known.clear();
      trusted = current;
    }
  }

  private @Nullable String flaw(List<X509Certificate> chain) {
    X509Certificate leaf = chain.getFirst();
    try {
      List<String> usages = leaf.getExtendedKeyUsage();
      if (usages != null && !usages.contains(CLIENT_AUTH) && !usages.contains(ANY_USAGE)) {
        return "x509: certificate specifies an incompatible key usage";
      }
    } catch (CertificateParsingException _) {
      return "x509: malformed certificate";
    }
    X509Certificate current = leaf;
    for (int next = 1; next <= chain.size(); next++) {
      if (signedByAuthority(current)) {
        return null;
      }
      if (next == chain.size()
          || chain.get(next).getBasicConstraints() < 0
          || !isCurrent(chain.get(next))
          || !signedBy(current, chain.get(next))) {
        break;
      }
      current = chain.get(next);
    }
    return "x509: certificate signed by unknown authority";
  }

  private boolean signedByAuthority(X509Certificate certificate) {
    return authorities.get().stream()
        .anyMatch(authority -> isCurrent(authority) && signedBy(certificate, authority));
  }

  private static boolean signedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false; // of the same name, but another key
    }
  }

  private boolean isCurrent(X509Certificate certificate) {
    var now = Date.from(clock.instant());
    return !now.before(certificate.getNotBefore()) && !now.after(certificate.getNotAfter());
  }

  private @Nullable User user(X509Certificate certificate) {
    String name = "";
    String uid = "";
    var groups = new ArrayList<String>();
    try {
      // The most significant part comes last in the subject's text, and last in the list of parts.
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        var attributes = part.toAttributes().getAll();
        while (attributes.hasMore()) {
          Attribute attribute = attributes.next();
          for (int i = 0; i < attribute.size(); i++) {
            String value = text(attribute.get(i));
            if (attribute.getID().equalsIgnoreCase("CN")) {
              name = value;
            } else if (attribute.getID().equalsIgnoreCase("O")) {
              groups.add(value);
            } else if (uids && attribute.getID().equals(UID)) {
              uid = value;
            }
          }
        }
      }
    } catch (InvalidNameException e) {
      return null;
    } catch (NamingException e) {
      throw new IllegalStateException("an attribute in memory cannot be read", e);
    }
    return name.isEmpty()
        ? null
        : new User(
            name,
            uid,
            groups,
            Map.of(
                "authentication.kubernetes.io/credential-id",
                List.of("X509SHA256=" + fingerprint(certificate))));
  }

  private static String text(Object value) {
    // What has no name of its own comes as DER: its tag, a short length, and the text.
    return value instanceof byte[] bytes
        ? new String(
            bytes, Math.min(2, bytes.length), Math.max(0, bytes.length - 2), StandardCharsets.UTF_8)
        : value.toString();
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no SHA-256", e);
    }
  }
}
