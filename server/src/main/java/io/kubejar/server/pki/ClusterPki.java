package io.kubejar.server.pki;

import io.kubejar.http.Pem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The certificates and keys of one cluster.
///
/// What is missing, near its end or (the serving certificate) short of a name is made when it is
/// asked for, so whoever asks at each connection has one that is good; everything else is read from
/// the directory again. Authorities are used to their end. File names are kubeadm's: `ca.crt`,
/// `apiserver.crt`, `sa.key` and so on.
public final class ClusterPki {
  private final KeptCredentials kept;
  private final PkiOptions options;
  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority;
  private @Nullable CertificateAuthority frontProxy;
  private @Nullable KeyPair serviceAccountKeys;
  private @Nullable CertificateTemplate servingTemplate;

  private ClusterPki(@Nullable PkiDirectory directory, PkiOptions options, Clock clock) {
    this.kept = new KeptCredentials(directory, clock, random);
    this.options = options;
    this.authority = authority("ca", "kubernetes");
  }

  /// The certificates kept in a directory, which is made when missing, for its owner only.
  public static ClusterPki open(Path directory, PkiOptions options, Clock clock) {
    return new ClusterPki(new PkiDirectory(directory), options, clock);
  }

  /// Certificates that live as long as the process.
  public static ClusterPki inMemory(PkiOptions options, Clock clock) {
    return new ClusterPki(null, options, clock);
  }

  /// Makes all that an API server with its components needs, and sees it safely on disk.
  public ClusterPki prepare() {
    serving();
    kubeletClient();
    admin();
    controllerManager();
    scheduler();
    serviceAccountKeys();
    kept.sync();
    return this;
  }

  /// The cluster's authority.
  public CertificateAuthority authority() {
    return authority;
  }

  /// When the authority and what it has signed for this process end, by the names of the files.
  public Map<String, Instant> ends() {
    Map<String, Instant> ends = kept.ends();
    ends.put("ca", authority.certificate().getNotAfter().toInstant());
    return ends;
  }

  /// Whether the authority is in the last fifth of its time.
  public boolean isAuthorityNearEnd() {
    return kept.nearEnd(authority.certificate());
  }

  /// The authority's certificate, `ca.crt`.
  public String authorityPem() {
    return PemText.certificate(authority.certificate());
  }

  /// The authority of proxies that speak for users (`--requestheader-client-ca-file`).
  public synchronized CertificateAuthority frontProxyAuthority() {
    if (frontProxy == null) {
      frontProxy = authority("front-proxy-ca", "front-proxy-ca");
    }
    return frontProxy;
  }

  /// The client that the API server is to aggregated servers.
  public Credential frontProxyClient() {
    return credential(
        "front-proxy-client",
        frontProxyAuthority(),
        CertificateTemplate.client("front-proxy-client"));
  }

  /// The API server's own certificate.
  public Credential serving() {
    return credential("apiserver", authority, servingTemplate());
  }

  /// The client that the API server is to nodes.
  public Credential kubeletClient() {
    return credential(
        "apiserver-kubelet-client",
        authority,
        CertificateTemplate.client("apiserver-kubelet-client"));
  }

  /// A user in `system:masters`, who may do everything.
  public Credential admin() {
    return credential(
        "admin", authority, CertificateTemplate.client("kubernetes-admin", "system:masters"));
  }

  public Credential controllerManager() {
    return credential(
        "controller-manager",
        authority,
        CertificateTemplate.client("system:kube-controller-manager"));
  }

  public Credential scheduler() {
    return credential("scheduler", authority, CertificateTemplate.client("system:kube-scheduler"));
  }

  public Credential proxy() {
    return credential("proxy", authority, CertificateTemplate.client("system:kube-proxy"));
  }

  /// The client that a node's agent is.
  public Credential node(String name) {
    return credential(
        "node-" + name,
        authority,
        CertificateTemplate.client("system:node:" + name, "system:nodes"));
  }

  /// The server that a node's agent is.
  public Credential nodeServing(String name, List<String> dnsNames, List<String> addresses) {
    return credential(
        "node-" + name + "-serving",
        authority,
        new CertificateTemplate(
            "system:node:" + name,
            List.of("system:nodes"),
            CertificateTemplate.Usage.SERVER,
            dnsNames,
            addresses));
  }

  /// The keys that sign service account tokens.
  public synchronized KeyPair serviceAccountKeys() {
    if (serviceAccountKeys == null) {
      serviceAccountKeys = readKeys("sa.key", "sa.pub");
    }
    if (serviceAccountKeys == null) {
      KeyPair made = CertificateAuthority.newKeys(random);
      kept.keep("sa.pub", PemText.publicKey(made.getPublic()));
      kept.keep("sa.key", PemText.privateKey(made.getPrivate(), made.getPublic()));
      serviceAccountKeys = made;
    }
    return serviceAccountKeys;
  }

  private synchronized CertificateTemplate servingTemplate() {
    if (servingTemplate == null) {
      servingTemplate = newServingTemplate();
    }
    return servingTemplate;
  }

  private CertificateTemplate newServingTemplate() {
    CertificateTemplate template = options.serving();
    var names = new ArrayList<>(template.dnsNames());
    try {
      String host = InetAddress.getLocalHost().getHostName();
      if (!names.contains(host) && host.matches("[A-Za-z0-9.-]+") && !host.matches("[0-9.]+")) {
        names.add(host);
      }
    } catch (UnknownHostException _) {
      // The machine does not know its own name; nobody else will use it either.
    }
    return CertificateTemplate.server(template.commonName(), names, template.addresses());
  }

  private CertificateAuthority authority(String file, String commonName) {
    return kept.authority(file, commonName, options.authorityValidity());
  }

  private Credential credential(
      String file, CertificateAuthority issuer, CertificateTemplate template) {
    return kept.credential(file, issuer, template, options.validity());
  }

  private @Nullable KeyPair readKeys(String privateFile, String publicFile) {
    String privateText = kept.text(privateFile);
    String publicText = kept.text(publicFile);
    if (privateText == null || publicText == null) {
      return null;
    }
    PrivateKey key = Pem.privateKey(privateText);
    return new KeyPair(publicKey(key.getAlgorithm(), publicText), key);
  }

  private static PublicKey publicKey(String algorithm, String pem) {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("malformed public key", e);
    }
  }
}
