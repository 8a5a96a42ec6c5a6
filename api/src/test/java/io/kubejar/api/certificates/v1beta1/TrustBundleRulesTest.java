package io.kubejar.api.certificates.v1beta1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustBundleRulesTest {
  private static final ClusterTrustBundleKind KIND = ClusterTrustBundleKind.CLUSTER_TRUST_BUNDLE;
  private static final String ANCHOR =
      """
      -----BEGIN CERTIFICATE-----
      MIIBTDCB8qADAgECAgg0VDY8jpaVCTAKBggqhkjOPQQDAzARMQ8wDQYDVQQDEwZh
      bmNob3IwIBcNMzAwMTAxMDAwMDAwWhgPMjEyOTEyMDgwMDAwMDBaMBExDzANBgNV
      BAMTBmFuY2hvcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIWuVgKyZ06zZ41K
      JahOhDrmGeKyiPmTPVp0tMWLEEHqNUK1gaMbZWz/w7cy2i29u8VqWy0Ehn4BsHxx
      +4Mvz7WjMjAwMB0GA1UdDgQWBBQ9ig3qhg/eZJvAQJzJ8tQpZ5D8qDAPBgNVHRMB
      Af8EBTADAQH/MAoGCCqGSM49BAMDA0kAMEYCIQCAJI/IOpoP5VhCqkCBt6JKX4BG
      wzoT1CG9os9M2ha7owIhAKe2n+oJ9uYL3nQetfiPwRBFj+HcwJS1JCT6wqI5o0JU
      -----END CERTIFICATE-----
      """;
  private static final String LEAF =
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

  private static ClusterTrustBundle bundle(String name, String signer, String anchors) {
    return ClusterTrustBundle.builder()
        .metadata(it -> it.name(name).resourceVersion("1"))
        .spec(it -> it.signerName(signer).trustBundle(anchors))
        .build();
  }

  private static List<String> errors(ClusterTrustBundle bundle) {
    return texts(Validation.create(KIND, bundle));
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void aNameTellsItsSigner() {
    assertThat(errors(bundle("anchors", "", ANCHOR))).isEmpty();
    assertThat(errors(bundle("example.com:signer:one", "example.com/signer", ANCHOR))).isEmpty();
    assertThat(errors(bundle("a:b", "", ANCHOR)))
        .containsExactly(
            "metadata.name: Invalid value: \"a:b\": ClusterTrustBundle without signer name must not"
                + " have \":\" in its name");
    assertThat(errors(bundle("one", "example.com/signer", ANCHOR)))
        .containsExactly(
            "metadata.name: Invalid value: \"one\": ClusterTrustBundle for signerName"
                + " example.com/signer must be named with prefix example.com:signer:");
  }

  @Test
  void anchorsAreCertificatesOfAuthorities() {
    String wrong = "spec.trustBundle: Invalid value: \"<value omitted>\": ";
    assertThat(errors(bundle("a", "", "text")))
        .containsExactly(wrong + "at least one trust anchor must be provided");
    assertThat(errors(bundle("a", "", LEAF)))
        .containsExactly(wrong + "entry 0 does not have the CA bit set");
    assertThat(errors(bundle("a", "", ANCHOR + "text\n" + ANCHOR)))
        .containsExactly(wrong + "duplicate trust anchor (indices [0 1])");
    assertThat(errors(bundle("a", "", ANCHOR.replace("CERTIFICATE", "KEY"))))
        .containsExactly(wrong + "entry 0 has bad block type: KEY");
    assertThat(
            errors(
                bundle("a", "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")))
        .containsExactly(wrong + "entry 0 does not parse as X.509");
  }

  @Test
  void anchorsThatStayAreNotLookedAtAgain() {
    ClusterTrustBundle old = bundle("a", "", "text");
    assertThat(Validation.update(KIND, old, old)).isEmpty();
    assertThat(texts(Validation.update(KIND, bundle("a", "", "other"), old))).hasSize(1);
    ClusterTrustBundle signed = bundle("example.com:signer:a", "example.com/signer", ANCHOR);
    assertThat(
            texts(
                Validation.update(
                    KIND, signed.with(it -> it.spec(s -> s.signerName("example.com/b"))), signed)))
        .last()
        .isEqualTo("spec.signerName: Invalid value: \"example.com/b\": field is immutable");
  }
}
