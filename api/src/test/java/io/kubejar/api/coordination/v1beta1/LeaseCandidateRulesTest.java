package io.kubejar.api.coordination.v1beta1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeaseCandidateRulesTest {
  private static List<String> errors(String binary, String emulated, String strategy) {
    LeaseCandidate candidate =
        LeaseCandidate.builder()
            .metadata(it -> it.name("c").namespace("default"))
            .spec(
                it ->
                    it.leaseName("l")
                        .binaryVersion(binary)
                        .emulationVersion(emulated)
                        .strategy(strategy))
            .build();
    return Validation.create(LeaseCandidateKind.LEASE_CANDIDATE, candidate).stream()
        .map(FieldError::toString)
        .toList();
  }

  @Test
  void aProgramBehavesLikeItselfOrOlder() {
    assertThat(errors("1.36.0", "1.35.0", "OldestEmulationVersion")).isEmpty();
    assertThat(errors("1.9.0", "1.10.0", "OldestEmulationVersion"))
        .containsExactly(
            "spec.binaryVersion: Invalid value: \"1.9.0\": must be greater than or equal to"
                + " emulationVersion");
  }

  @Test
  void strategiesOfOthersHaveADomain() {
    assertThat(errors("1.36.0", "", "example.com/mine")).isEmpty();
    assertThat(errors("1.36.0", "1.36.0", "Mine"))
        .containsExactly(
            "spec.strategy: Unsupported value: \"Mine\": supported values:"
                + " \"OldestEmulationVersion\"");
    assertThat(errors("v1", "", "")).hasSize(2);
  }
}
