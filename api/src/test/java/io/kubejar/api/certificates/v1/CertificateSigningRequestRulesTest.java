package io.kubejar.api.certificates.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CertificateSigningRequestRulesTest {
  private static final CertificateSigningRequestKind KIND =
      CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST;
  private static final String PEM =
      """
      -----BEGIN CERTIFICATE REQUEST-----
      MIHJMHECAQAwDzENMAsGA1UEAwwEamFuZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
      A0IABE92kugONi1QaSmGap1psuzlSH1JO4CplBY+94nMfc0rDSTr3ZtJQ/hTL+L1
      +cDbXCKuNzedy/SI2mAvoVe7g+KgADAKBggqhkjOPQQDAgNIADBFAiA2NOCUkEJv
      kPrAkXNiWzSpYLCvPcd5uIVKXTKB3u1vXgIhAIXjsYJJHU1YrD+0nFp/SgsUJ8Bo
      FhMvc129VdT/9/VZ
      -----END CERTIFICATE REQUEST-----
      """;
  private static final CertificateSigningRequest JANE =
      CertificateSigningRequest.builder()
          .metadata(m -> m.name("jane").resourceVersion("1"))
          .spec(
              s ->
                  s.request(Bytes.utf8(PEM)).signerName("example.com/signer").usages("client auth"))
          .build();

  @Test
  void theRequestIsSignedByItsKey() {
    assertThat(errors(JANE)).isEmpty();
    int at = PEM.length() / 2;
    char other = PEM.charAt(at) == 'A' ? 'B' : 'A';
    String forged = PEM.substring(0, at) + other + PEM.substring(at + 1);
    assertThat(errors(JANE.with(it -> it.spec(s -> s.request(Bytes.utf8(forged)))))).hasSize(1);
    assertThat(errors(JANE.with(it -> it.spec(s -> s.request(Bytes.utf8("foo"))))))
        .containsExactly(
            "spec.request: Invalid value: \"Zm9v\": PEM block type must be CERTIFICATE REQUEST");
  }

  @Test
  void aSignerHasADomainAndAName() {
    assertThat(errors(JANE.with(it -> it.spec(s -> s.signerName("x")))))
        .containsExactly(
            "spec.signerName: Invalid value: \"x\": must be a fully qualified domain and path of"
                + " the form 'example.com/signer-name'");
    assertThat(errors(JANE.with(it -> it.spec(s -> s.signerName("com/x")))))
        .containsExactly(
            "spec.signerName: Invalid value: \"com\": should be a domain with at least two"
                + " segments separated by dots");
  }

  @Test
  void theSignerCannotDecide() {
    assertThat(signed(with("Approved"), with("Approved", "Failed"))).isEmpty();
    assertThat(signed(JANE, with("Approved")))
        .containsExactly(
            "status.conditions: Forbidden: updates may not add a condition of type \"Approved\"");
    assertThat(signed(with("Approved"), with("Denied")))
        .containsExactly(
            "status.conditions: Forbidden: updates may not remove a condition of type \"Approved\"",
            "status.conditions: Forbidden: updates may not add a condition of type \"Denied\"");
  }

  @Test
  void aDecisionStaysAsItWasMade() {
    CertificateSigningRequest old = with("Approved");
    CertificateSigningRequest other =
        JANE.with(
            it ->
                it.status(
                    s ->
                        s.conditions(
                            condition("Failed"),
                            condition("Approved").with(c -> c.message("changed")))));
    assertThat(KIND.prepareStatusUpdate(other, old).status().conditions())
        .containsExactly(condition("Failed"), condition("Approved"));
  }

  @Test
  void anApprovalKeepsTheTimeSinceWhenAConditionHolds() {
    Instant before = Instant.parse("2026-01-01T00:00:00Z");
    Instant now = before.plusSeconds(60);
    CertificateSigningRequest old =
        JANE.with(
            it ->
                it.status(
                    s ->
                        s.conditions(
                            condition("Approved")
                                .with(c -> c.lastTransitionTime(new Time(before))))));
    CertificateSigningRequest again = with("Approved", "Noted");
    assertThat(KIND.timed(KIND.prepareApproval(again, old), old, now).status().conditions())
        .containsExactly(
            condition("Approved")
                .with(c -> c.lastUpdateTime(new Time(now)).lastTransitionTime(new Time(before))),
            condition("Noted")
                .with(c -> c.lastUpdateTime(new Time(now)).lastTransitionTime(new Time(now))));
  }

  private static CertificateSigningRequest with(String... types) {
    var conditions = Stream.of(types).map(CertificateSigningRequestRulesTest::condition).toList();
    return JANE.with(it -> it.status(s -> s.conditions(conditions)));
  }

  private static List<String> signed(
      CertificateSigningRequest old, CertificateSigningRequest changed) {
    return Validation.status(KIND, KIND.prepareStatusUpdate(changed, old), old).stream()
        .map(FieldError::toString)
        .toList();
  }

  @Test
  void aFinalConditionStays() {
    CertificateSigningRequest failed =
        JANE.with(it -> it.status(s -> s.conditions(condition("Failed"))));
    assertThat(Validation.status(KIND, JANE, failed))
        .extracting(FieldError::toString)
        .containsExactly(
            "status.conditions: Forbidden: updates may not remove a condition of type \"Failed\"");
  }

  private static CertificateSigningRequestCondition condition(String type) {
    return CertificateSigningRequestCondition.builder().type(type).status("True").build();
  }

  private static List<String> errors(CertificateSigningRequest request) {
    return Validation.create(KIND, request).stream().map(FieldError::toString).toList();
  }
}
