package io.kubejar.wire.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
  @ParameterizedTest
  @CsvSource({
    "-2,<invalid>",
    "-1,0s",
    "0,0s",
    "1,1s",
    "119,119s",
    "120,2m",
    "312,5m12s",
    "600,10m",
    "10799,179m",
    "10800,3h",
    "11100,3h5m",
    "28800,8h",
    "172799,47h",
    "172800,2d",
    "187200,2d4h",
    "691200,8d",
    "63071999,729d",
    "63072000,2y",
    "64000000,2y10d",
    "252288000,8y"
  })
  void isShort(long seconds, String text) {
    assertThat(Age.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void isUnknownWithoutAMoment() {
    assertThat(Age.since(null, Instant.EPOCH)).isEqualTo("<unknown>");
  }
}
