package io.kubejar.controllers.certificates;

import static io.kubejar.api.certificates.v1.CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.testing.TestCluster;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private static final String CLIENT = "kubernetes.io/kube-apiserver-client";
  private static final String NODE_CLIENT = "kubernetes.io/kube-apiserver-client-kubelet";

  private static final byte[] KEY_IDENTIFIER = {1, 2, 3, 4};

  private static KeyPair keys() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static SigningAuthority authority(TestCluster cluster) throws Exception {
    KeyPair keys = keys();
    X500Name name = new X500Name("CN=kubernetes");
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(cluster.clock().instant().minusSeconds(60)),
            Date.from(cluster.clock().instant().plus(Duration.ofDays(3650))),
            name,
            keys.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KEY_IDENTIFIER));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new SigningAuthority(
        new JcaX509CertificateConverter().getCertificate(builder.build(signer)), keys.getPrivate());
  }

  private static Bytes pem(String subject, GeneralName... names) throws Exception {
    KeyPair keys = keys();
    var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic());
    if (names.length > 0) {
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
    }
    byte[] der =
        builder
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
            .getEncoded();
    return Bytes.utf8(
        "-----BEGIN CERTIFICATE REQUEST-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE REQUEST-----\n");
  }

  private static CertificateSigningRequest request(
      String name, String signer, Bytes pem, List<String> usages, String... conditions) {
    return CertificateSigningRequest.builder()
        .metadata(m -> m.name(name))
        .spec(s -> s.request(pem).signerName(signer).usages(usages).username("system:node:n1"))
        .status(
            s ->
                s.conditions(
                    Arrays.stream(conditions)
                        .map(
                            type ->
                                CertificateSigningRequestCondition.builder()
                                    .type(type)
                                    .status("True")
                                    .build())
                        .toList()))
        .build();
  }

  private static CertificateSigningRequest sign(TestCluster cluster, Signer signer)
      throws Exception {
    var controller = new SigningController(cluster.context(), signer, authority(cluster));
    cluster.reconcile(controller.loop());
    return cluster.api().existing(CERTIFICATE_SIGNING_REQUEST, "", "r");
  }

  @Test
  void anApprovedRequestIsSignedForAsLongAsItAsks() throws Exception {
    try (var cluster = new TestCluster()) {
      cluster
          .api()
          .put(
              CERTIFICATE_SIGNING_REQUEST,
              request(
                      "r",
                      CLIENT,
                      pem("O=devs,CN=alice", new GeneralName(GeneralName.dNSName, "a.example")),
                      List.of("client auth", "digital signature"),
                      "Approved")
                  .with(b -> b.spec(s -> s.expirationSeconds(3600))));
      CertificateSigningRequest signed = sign(cluster, Signer.API_CLIENT);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(signed.status().certificate().toArray()));
      assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=alice,O=devs");
      assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
      assertThat(certificate.getKeyUsage()[0]).isTrue();
      assertThat(
              AuthorityKeyIdentifier.getInstance(
                      JcaX509ExtensionUtils.parseExtensionValue(
                          certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId())))
                  .getKeyIdentifierOctets())
          .isEqualTo(KEY_IDENTIFIER);
      assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, "a.example"));
      assertThat(certificate.getNotAfter().toInstant())
          .isBeforeOrEqualTo(cluster.clock().instant().plusSeconds(3600))
          .isAfter(cluster.clock().instant().plusSeconds(3590));
    }
  }

  @Test
  void aRequestThatTheSignerNeverSignsHasFailed() throws Exception {
    try (var cluster = new TestCluster()) {
      cluster
          .api()
          .put(
              CERTIFICATE_SIGNING_REQUEST,
              request("r", CLIENT, pem("CN=alice"), List.of("server auth"), "Approved"));
      CertificateSigningRequest failed = sign(cluster, Signer.API_CLIENT);
      assertThat(failed.status().certificate().isEmpty()).isTrue();
      assertThat(failed.status().conditions().getLast())
          .satisfies(
              condition -> {
                assertThat(condition.type()).isEqualTo("Failed");
                assertThat(condition.reason()).isEqualTo("SignerValidationFailure");
                assertThat(condition.message())
                    .isEqualTo("invalid usage for client certificate: server auth");
              });
    }
  }

  @Test
  void whatIsNotApprovedOrForAnotherSignerIsLeftAlone() throws Exception {
    try (var cluster = new TestCluster()) {
      cluster
          .api()
          .put(
              CERTIFICATE_SIGNING_REQUEST,
              request("r", CLIENT, pem("CN=alice"), List.of("client auth")));
      cluster
          .api()
          .put(
              CERTIFICATE_SIGNING_REQUEST,
              request("x", "example.com/x", pem("CN=a"), List.of("client auth"), "Approved"));
      assertThat(sign(cluster, Signer.API_CLIENT).status().certificate().isEmpty()).isTrue();
      assertThat(
              cluster
                  .api()
                  .existing(CERTIFICATE_SIGNING_REQUEST, "", "x")
                  .status()
                  .certificate()
                  .isEmpty())
          .isTrue();
    }
  }

  @Test
  void nodesAskForNodes() throws Exception {
    List<String> usages = List.of("client auth", "digital signature", "key encipherment");
    String subject = "O=system:nodes,CN=system:node:n1";
    assertThat(flaw(Signer.NODE_CLIENT, usages, pem(subject))).isNull();
    assertThat(flaw(Signer.NODE_CLIENT, usages, pem("O=devs,CN=system:node:n1")))
        .isEqualTo("subject organization is not system:nodes");
    assertThat(flaw(Signer.NODE_CLIENT, usages, pem("O=system:nodes,CN=n1")))
        .isEqualTo("subject common name does not begin with system:node: ");
    assertThat(flaw(Signer.NODE_CLIENT, List.of("client auth"), pem(subject)))
        .isEqualTo("usages did not match [client auth digital signature key encipherment]");
    assertThat(flaw(Signer.NODE_SERVING, usages, pem(subject)))
        .isEqualTo("DNS or IP subjectAltName is required");
  }

  private static @Nullable String flaw(Signer signer, List<String> usages, Bytes pem)
      throws Exception {
    return signer.flaw(
        CertificateRequest.of(request("r", signer.signerName(), pem, usages)), usages);
  }

  @Test
  void aNodeIsNotApprovedWithoutTheRight() throws Exception {
    try (var cluster = new TestCluster()) {
      cluster
          .api()
          .put(
              CERTIFICATE_SIGNING_REQUEST,
              request(
                  "r",
                  NODE_CLIENT,
                  pem("O=system:nodes,CN=system:node:n1"),
                  List.of("client auth", "digital signature")));
      var controller = new ApprovingController(cluster.context());
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().existing(CERTIFICATE_SIGNING_REQUEST, "", "r").status().conditions())
          .isEmpty();
      assertThat(cluster.api().log()).anyMatch(line -> line.contains("subjectaccessreviews"));
    }
  }

  @Test
  void whatIsOverGoes() throws Exception {
    try (var cluster = new TestCluster()) {
      Bytes pem = pem("CN=alice");
      var request = request("r", CLIENT, pem, List.of("client auth"));
      var created =
          request.with(
              b -> b.metadata(m -> m.creationTimestamp(new Time(cluster.clock().instant()))));
      assertThat(CertificateCleaner.isOver(created, cluster.clock().instant().plusSeconds(3600)))
          .isFalse();
      assertThat(
              CertificateCleaner.isOver(
                  created, cluster.clock().instant().plus(Duration.ofHours(25))))
          .isTrue();
      var denied =
          created.with(
              b ->
                  b.status(
                      s ->
                          s.conditions(
                              CertificateSigningRequestCondition.builder()
                                  .type("Denied")
                                  .status("True")
                                  .lastUpdateTime(new Time(cluster.clock().instant()))
                                  .build())));
      assertThat(CertificateCleaner.isOver(denied, cluster.clock().instant().plusSeconds(3_601)))
          .isTrue();
      assertThat(CertificateCleaner.isOver(denied, cluster.clock().instant().plusSeconds(60)))
          .isFalse();
    }
  }
}
