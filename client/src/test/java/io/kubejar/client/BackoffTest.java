package io.kubejar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsDoubleAreShortenedByAFifthAtMostAndStartAgain() {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
    for (int round = 0; round < 3; round++) {
      for (long full : new long[] {200, 400, 800, 1_000, 1_000}) {
        assertThat(backoff.next())
            .isBetween(Duration.ofMillis(full * 4 / 5), Duration.ofMillis(full));
      }
      backoff.reset();
    }
  }
}
