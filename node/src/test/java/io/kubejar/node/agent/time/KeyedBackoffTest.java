package io.kubejar.node.agent.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyedBackoffTest {
  private final KeyedBackoff backoff = new KeyedBackoff();

  @Test
  void doublesFromTenSecondsToFiveMinutes() {
    Instant now = Instant.EPOCH;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      backoff.next("k", now);
      waits.add(backoff.wait("k", now).toSeconds());
      now = now.plus(backoff.wait("k", now));
    }
    assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void startsOverAfterTenMinutes() {
    Instant now = Instant.EPOCH;
    backoff.next("k", now);
    backoff.next("k", now);
    Instant later = now.plus(Duration.ofMinutes(10)).plusSeconds(1);
    assertThat(backoff.wait("k", later)).isZero();
    backoff.next("k", later);
    assertThat(backoff.wait("k", later)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void countsEachKeyAlone() {
    backoff.next("pod/a", Instant.EPOCH);
    assertThat(backoff.wait("pod/b", Instant.EPOCH)).isZero();
    backoff.forget("pod/");
    assertThat(backoff.wait("pod/a", Instant.EPOCH)).isZero();
  }
}
