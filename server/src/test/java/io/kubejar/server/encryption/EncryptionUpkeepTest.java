package io.kubejar.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionUpkeepTest {
  private static final String SECRET = "/registry/secrets/default/password";
  private static final String MAP = "/registry/configmaps/default/plain";
  private static final byte[] VALUE = "{\"data\":{}}".getBytes(StandardCharsets.UTF_8);
  private static final Duration OFTEN = Duration.ofMillis(10);

  private final SystemTimer timer = new SystemTimer();
  private final Store inner = MemoryStore.open(timer, Limits.DEFAULT);
  @TempDir private Path directory;
  private Path file;
  private EncryptedStore store;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("encryption.yaml");
    store = new EncryptedStore(inner, LocalKey.open(file));
    store.commit(Transaction.create(SECRET, VALUE));
    store.commit(Transaction.create(MAP, VALUE));
  }

  @AfterEach
  void close() {
    store.close();
    timer.close();
  }

  @Test
  void aNewKeyIsTakenOverAndEverythingSealedWithIt() throws Exception {
    try (var upkeep = start()) {
      assertThat(sealed(SECRET)).startsWith("k8s:enc:secretbox:v1:local:");
      LocalKey.rotate(file);
      await(() -> sealed(SECRET).startsWith("k8s:enc:secretbox:v1:local2:"));
      assertThat(store.get(SECRET).value()).isEqualTo(VALUE);
      assertThat(upkeep.reloads()).isEqualTo(1);
    }
  }

  @Test
  void aWrongFileLeavesTheLastGoodOneInForce() throws Exception {
    try (var upkeep = start()) {
      String good = Files.readString(file);
      Files.writeString(file, "kind: Other");
      await(() -> upkeep.failures() == 1);
      store.commit(Transaction.put(SECRET, VALUE));
      assertThat(sealed(SECRET)).startsWith("k8s:enc:secretbox:v1:local:");
      assertThat(upkeep.failures()).isEqualTo(1);
      Files.writeString(file, good.replace("[secrets]", "[secrets, configmaps]"));
      await(() -> sealed(MAP).startsWith("k8s:enc:"));
      assertThat(store.get(MAP).value()).isEqualTo(VALUE);
    }
  }

  @Test
  void watchesGoOnWhenTheirKindBecomesProtected() throws Exception {
    var events = new LinkedBlockingQueue<Event>();
    try (var watch =
            store.watch(
                Keys.prefix("/registry/configmaps/"),
                Store.CURRENT,
                (revision, changes) -> events.addAll(changes));
        var upkeep = start()) {
      Files.writeString(file, Files.readString(file).replace("[secrets]", "[secrets, configmaps]"));
      await(() -> upkeep.reloads() == 1);
      store.commit(Transaction.put(MAP, "{}".getBytes(StandardCharsets.UTF_8)));
      byte[] seen = VALUE;
      while (!new String(seen, StandardCharsets.UTF_8).equals("{}")) {
        Event event = events.poll(20, TimeUnit.SECONDS);
        seen = ((Event.Put) event).entry().value();
        assertThat(new String(seen, StandardCharsets.UTF_8)).startsWith("{");
      }
    }
  }

  private EncryptionUpkeep start() {
    return EncryptionUpkeep.start(
        store,
        file,
        (_, _) -> {
          throw new AssertionError("no key service is named");
        },
        OFTEN);
  }

  private String sealed(String key) {
    return new String(inner.get(key).value(), StandardCharsets.ISO_8859_1);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
