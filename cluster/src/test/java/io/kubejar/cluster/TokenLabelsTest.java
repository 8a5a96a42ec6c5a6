package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.server.spi.Failures;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class TokenLabelsTest {
  private static final Map<String, String> TODAY = Map.of("used", "2026-01-02");

  private final LinkedBlockingQueue<Secret> written = new LinkedBlockingQueue<>();

  private static Secret secret(String uid) {
    return Secret.builder().metadata(it -> it.name(uid).uid(uid).labels(Map.of("a", "b"))).build();
  }

  private Secret next() throws InterruptedException {
    Secret secret = written.poll(60, TimeUnit.SECONDS);
    assertThat(secret).isNotNull();
    return secret;
  }

  @Test
  void aDayIsSetOnceHoweverOftenATokenIsUsed() throws Exception {
    var mayWrite = new CountDownLatch(1);
    try (var labels =
        new TokenLabels(
            secret -> {
              try {
                mayWrite.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              written.add(secret);
            })) {
      labels.set(secret("u1"), TODAY);
      labels.set(secret("u1"), TODAY);
      labels.set(secret("u2"), TODAY);
      labels.set(secret("u2"), TODAY);
      labels.set(secret("u1"), Map.of("used", "2026-01-03"));
      mayWrite.countDown();
      Secret first = next();
      assertThat(first.metadata().uid()).isEqualTo("u1");
      assertThat(first.metadata().labels())
          .containsOnly(Map.entry("a", "b"), Map.entry("used", "2026-01-02"));
      assertThat(next().metadata().uid()).isEqualTo("u2");
      assertThat(next().metadata().labels()).containsEntry("used", "2026-01-03");
      assertThat(written).isEmpty();
    }
  }

  @Test
  void whatCouldNotBeSetIsTriedAtTheNextUse() throws Exception {
    var fails = new AtomicBoolean(true);
    try (var labels =
        new TokenLabels(
            secret -> {
              if (fails.getAndSet(false)) {
                throw Failures.conflict("", "secrets", "u1", "it changed");
              }
              written.add(secret);
            })) {
      labels.set(secret("u1"), TODAY);
      Secret found = null;
      for (int i = 0; found == null && i < 600; i++) {
        labels.set(secret("u1"), TODAY);
        found = written.poll(50, TimeUnit.MILLISECONDS);
      }
      assertThat(found).isNotNull();
    }
  }
}
