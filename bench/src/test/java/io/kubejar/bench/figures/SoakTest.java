package io.kubejar.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.bench.figures.Soak.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The short form of the soak: it counts, and times nothing.
@Timeout(180)
class SoakTest {
  @TempDir private Path folder;

  @Test
  void churnLeavesNothingOpenAndLosesNothing() throws Exception {
    try (var server = ServerProcess.start(folder, List.of("-Xmx256m"))) {
      var soak = new Soak(server.target(), 100, 2, 10_000);
      List<Sample> samples = soak.run(server, 2, 6, TimeUnit.SECONDS.toNanos(2));
      assertThat(soak.failures()).isZero();
      assertThat(soak.writes()).isPositive();
      assertThat(server.isAlive()).isTrue();
      // Connections come and go with the two seconds of a watch; files of the store are few.
      Sample middle = samples.get(2);
      Sample last = samples.getLast();
      assertThat(last.handles()).isLessThan(middle.handles() + 40);
      assertThat(last.threads()).isLessThan(middle.threads() + 20);
    }
  }

  @Test
  void whatGrowsIsFoundByItsSlope() {
    assertThat(Soak.isFlat(samples(0))).isTrue();
    assertThat(Soak.isFlat(samples(2))).isFalse();
    assertThat(Soak.grown(samples(2), Sample::resident)).isBetween(0.1, 1.0);
  }

  /// An hour in which everything is about a hundred and grows by so much a minute.
  private static List<Sample> samples(int growth) {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < 60; i++) {
      int value = 100 + i % 3 + i * growth;
      samples.add(new Sample(i, value, value, value, value, value, i));
    }
    return samples;
  }
}
