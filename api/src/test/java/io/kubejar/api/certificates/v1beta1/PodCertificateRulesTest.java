package io.kubejar.api.certificates.v1beta1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Time;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PodCertificateRulesTest {
  private static final PodCertificateRequestKind KIND =
      PodCertificateRequestKind.POD_CERTIFICATE_REQUEST;
  private static final String REQUEST =
      "MIG9MHECAQAwDjEMMAoGA1UEAxMDcG9kMCowBQYDK2VwAyEApqQaifuUnqjnC0S0/1gTh8PloGfUNMkdnHtb1TpyH7WgMDAuBgkqhkiG9w0BCQ4xITAfMB0GA1UdDgQWBBSNL4A3G9yrdOjvorolYyid51CzaTAFBgMrZXADQQCazA16YekpZlbt9LMeoL1E5OERr4NsZinRSEVgg8/P0JTiSqz34fZ6gSStmF0G3q6tQa5xHtvcXTMgiC2hjBEP";

  /// Of the key of the request, valid on the first day of 2030.
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIHyMIGloAMCAQICCAO2QhM+JZQNMAUGAytlcDAOMQwwCgYDVQQDEwNwb2QwHhcN
      MzAwMTAxMDAwMDAwWhcNMzAwMTAyMDAwMDAwWjAOMQwwCgYDVQQDEwNwb2QwKjAF
      BgMrZXADIQCmpBqJ+5SeqOcLRLT/WBOHw+WgZ9Q0yR2ce1vVOnIftaMhMB8wHQYD
      VR0OBBYEFI0vgDcb3Kt06O+iuiVjKJ3nULNpMAUGAytlcANBAMU92q1bRhFXOFCy
      1vRIbi/jeoI6vDMOLSBueqjhelLH0ZeJdOlRLK1muw2+c2KJvMu3A9Y5YVxTUS9G
      2oXbJwo=
      -----END CERTIFICATE-----
      """;

  private static final PodCertificateRequest ASKED =
      KIND.defaults(
          PodCertificateRequest.builder()
              .metadata(it -> it.name("r").namespace("default").resourceVersion("1"))
              .spec(
                  it ->
                      it.signerName("example.com/signer")
                          .podName("web")
                          .podUID("pod-uid")
                          .serviceAccountName("default")
                          .serviceAccountUID("account-uid")
                          .nodeName("node")
                          .nodeUID("node-uid")
                          .stubPKCS10Request(Bytes.base64(REQUEST)))
              .build());

  private static final PodCertificateRequest ISSUED =
      ASKED.with(
          it ->
              it.status(
                  s ->
                      s.conditions(condition("Issued"))
                          .certificateChain(CERTIFICATE)
                          .notBefore(time("2030-01-01T00:00:00Z"))
                          .beginRefreshAt(time("2030-01-01T12:00:00Z"))
                          .notAfter(time("2030-01-02T00:00:00Z"))));

  private static Time time(String text) {
    return new Time(Instant.parse(text));
  }

  private static Condition condition(String type) {
    return Condition.builder()
        .type(type)
        .status("True")
        .reason("Because")
        .lastTransitionTime(time("2030-01-01T00:00:00Z"))
        .build();
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  private static List<String> errors(PodCertificateRequest request) {
    return texts(Validation.create(KIND, request));
  }

  private static PodCertificateRequest proven(String algorithm, int size, String signature)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (size > 0) {
      generator.initialize(size);
    }
    KeyPair keys = generator.generateKeyPair();
    Signature signer = Signature.getInstance(signature);
    signer.initSign(keys.getPrivate());
    signer.update("pod-uid".getBytes(StandardCharsets.UTF_8));
    byte[] proof = signer.sign();
    return ASKED.with(
        it ->
            it.spec(
                s ->
                    s.stubPKCS10Request(Bytes.EMPTY)
                        .pkixPublicKey(Bytes.wrap(keys.getPublic().getEncoded()))
                        .proofOfPossession(Bytes.wrap(proof))));
  }

  @Test
  void whoAsksShowsTheKey() throws GeneralSecurityException {
    assertThat(errors(ASKED)).isEmpty();
    assertThat(errors(proven("Ed25519", 0, "Ed25519"))).isEmpty();
    assertThat(errors(proven("EC", 384, "SHA256withECDSA"))).isEmpty();
    assertThat(errors(proven("RSA", 2048, "SHA256withRSA")))
        .containsExactly(
            "spec.pkixPublicKey: Invalid value: \"2048-bit modulus\": RSA keys must have modulus"
                + " size 3072 or 4096");
    PodCertificateRequest other =
        proven("Ed25519", 0, "Ed25519").with(it -> it.spec(s -> s.podUID("another")));
    assertThat(errors(other))
        .containsExactly(
            "spec.proofOfPossession: Invalid value: could not verify proof-of-possession"
                + " signature");
  }

  @Test
  void lifetimesAndWishesHaveBounds() {
    assertThat(
            errors(
                ASKED.with(
                    it ->
                        it.spec(
                            s ->
                                s.signerName("kubernetes.io/any")
                                    .maxExpirationSeconds(86401)
                                    .unverifiedUserAnnotations(Map.of("a", "b"))))))
        .containsExactly(
            "spec.maxExpirationSeconds: Invalid value: 86401: must be in the range [3600, 86400]",
            "spec.unverifiedUserAnnotations: Invalid value: \"a\": must be a domain-prefixed key"
                + " (such as \"acme.io/foo\")");
  }

  @Test
  void aRequestIsAnsweredOnce() {
    assertThat(texts(Validation.status(KIND, ISSUED, ASKED))).isEmpty();
    PodCertificateRequest denied =
        ASKED.with(it -> it.status(s -> s.conditions(condition("Denied"))));
    assertThat(texts(Validation.status(KIND, denied, ASKED))).isEmpty();
    assertThat(texts(Validation.status(KIND, denied, ISSUED)))
        .containsExactly(
            "status: Invalid value: immutable after PodCertificateRequest is issued, denied, or"
                + " failed");
    assertThat(
            texts(
                Validation.status(
                    KIND,
                    denied.with(it -> it.status(s -> s.certificateChain(CERTIFICATE))),
                    ASKED)))
        .containsExactly(
            "status: Invalid value: non-condition status fields must be empty when denying or"
                + " failing the PodCertificateRequest");
  }

  @Test
  void timesAreThoseOfTheCertificate() {
    PodCertificateRequest late =
        ISSUED.with(
            it ->
                it.status(
                    s ->
                        s.notBefore(time("2029-12-31T00:00:00Z"))
                            .beginRefreshAt(time("2030-01-01T23:55:00Z"))));
    assertThat(texts(Validation.status(KIND, late, ASKED)))
        .containsExactly(
            "status.notBefore: Invalid value: \"2029-12-31T00:00:00Z\": must be set to the"
                + " NotBefore time encoded in the leaf certificate",
            "status.beginRefreshAt: Invalid value: \"2030-01-01T23:55:00Z\": must be at least 10"
                + " minutes before status.notAfter");
  }
}
