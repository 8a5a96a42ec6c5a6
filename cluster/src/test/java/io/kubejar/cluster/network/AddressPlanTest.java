package io.kubejar.cluster.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPlanTest {
  @Test
  void theDefaultsAreThoseOfUpstreamsTools() {
    AddressPlan plan = AddressPlan.of("kubejar", null, null);
    assertThat(plan.apiService()).isEqualTo("10.96.0.1");
    assertThat(plan.dnsService()).isEqualTo("10.96.0.10");
    assertThat(plan.node()).isEqualTo("10.244.255.254");
    assertThat(plan.nodeRange(1)).isEqualTo("10.244.1.0/24");
  }

  @Test
  void clustersOfOtherNamesHaveOtherRanges() {
    assertThat(AddressPlan.of("two", null, null).podRange()).isNotEqualTo("10.244.0.0/16");
  }

  @ParameterizedTest
  @CsvSource({
    "10.96.0.0/16, 10.96.0.0/16",
    "10.0.0.0/8, 10.96.0.0/16",
    "10.96.128.0/20, 10.96.0.0/16",
  })
  void rangesThatOverlapAreRefused(String pods, String services) {
    assertThatThrownBy(() -> AddressPlan.of("kubejar", pods, services))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(pods)
        .hasMessageContaining(services)
        .hasMessageContaining("overlap");
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3", "10.300.0.0/16", "10.0.0.0/31", "10.0.0.0/x", "fd00::/16"})
  void whatIsNoRangeIsRefused(String range) {
    assertThatThrownBy(() -> AddressPlan.of("kubejar", range, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(range);
  }
}
