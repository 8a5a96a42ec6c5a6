package io.kubejar.api.storage.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class CSIDriverRulesTest {
  private static final CSIDriverKind KIND = CSIDriverKind.CSI_DRIVER;
  private static final CSIDriver DRIVER =
      KIND.defaults(
          CSIDriver.builder().metadata(m -> m.name("d.example.com").resourceVersion("1")).build());

  @Test
  void theDefaultsAreComplete() {
    assertThat(Validation.create(KIND, DRIVER)).isEmpty();
    assertThat(KIND.warnings(DRIVER)).isEmpty();
  }

  @Test
  void tokensLastAtLeastTenMinutesAndHaveDistinctAudiences() {
    TokenRequest token = TokenRequest.builder().audience("a").expirationSeconds(60L).build();
    CSIDriver driver = DRIVER.with(it -> it.spec(s -> s.tokenRequests(List.of(token, token))));
    assertThat(Validation.create(KIND, driver))
        .extracting(FieldError::toString)
        .containsExactly(
            "spec.tokenRequests[0].expirationSeconds: Invalid value: 60: may not specify a"
                + " duration less than 10 minutes",
            "spec.tokenRequests[1].audience: Duplicate value: \"a\"",
            "spec.tokenRequests[1].expirationSeconds: Invalid value: 60: may not specify a"
                + " duration less than 10 minutes");
    assertThat(KIND.warnings(driver)).hasSize(1);
  }

  @Test
  void whereTokensGoNeedsTokens() {
    CSIDriver driver = DRIVER.with(it -> it.spec(s -> s.serviceAccountTokenInSecrets(false)));
    assertThat(Validation.create(KIND, driver))
        .extracting(FieldError::toString)
        .containsExactly(
            "spec.serviceAccountTokenInSecrets: Invalid value: false: serviceAccountTokenInSecrets"
                + " is set but no tokenRequests are specified");
    CSIDriver asking =
        driver.with(it -> it.spec(s -> s.tokenRequests(TokenRequest.builder().build())));
    assertThat(Validation.create(KIND, asking)).isEmpty();
  }

  @Test
  void theLifeOfVolumesStays() {
    CSIDriver changed =
        DRIVER.with(it -> it.spec(s -> s.volumeLifecycleModes(List.of("Ephemeral"))));
    assertThat(Validation.update(KIND, changed, DRIVER))
        .extracting(FieldError::toString)
        .containsExactly(
            "spec.volumeLifecycleModes: Invalid value: [\"Ephemeral\"]: field is immutable");
  }
}
