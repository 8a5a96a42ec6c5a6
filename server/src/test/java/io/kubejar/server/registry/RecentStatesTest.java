package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentStatesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RecentStates<ConfigMap> states = new RecentStates<>(nanos::get);
  private final SortedObjects<ConfigMap> objects = SortedObjects.empty();

  @Test
  void aStateIsThereForAMinute() {
    states.keep(7, objects, 0);
    assertThat(states.at(7)).isSameAs(objects);
    assertThat(states.at(8)).isNull();
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(states.at(7)).isNotNull();
    nanos.incrementAndGet();
    assertThat(states.at(7)).isNull();
  }

  @Test
  void theOldestGoesForTheNinth() {
    for (int i = 1; i <= 9; i++) {
      states.keep(i, objects, 0);
    }
    assertThat(states.at(1)).isNull();
    assertThat(states.at(2)).isNotNull();
    assertThat(states.at(9)).isNotNull();
  }

  @Test
  void aStateGoesWhenMuchHasChanged() {
    states.keep(1, objects, 10);
    states.changed(2_057);
    assertThat(states.at(1)).isNotNull();
    states.keep(2, objects, 3_000);
    states.changed(4_200);
    assertThat(states.at(1)).isNull();
    assertThat(states.at(2)).isNotNull();
  }
}
