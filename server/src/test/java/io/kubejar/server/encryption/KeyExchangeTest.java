package io.kubejar.server.encryption;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers over one store, whose key changes while they run.
class KeyExchangeTest {
  private static final String SECRET = "/registry/secrets/default/password";
  private static final byte[] VALUE = "{\"data\":{}}".getBytes(UTF_8);

  private final SystemTimer timer = new SystemTimer();
  private final Store inner = MemoryStore.open(timer, Limits.DEFAULT);
  @TempDir private Path directory;
  private Path authority;
  private KeyRecord record;
  private LocalKeys first;

  @BeforeEach
  void makeKeys() throws IOException {
    authority = Files.writeString(directory.resolve("ca.key"), "a private key");
    record = KeyRecord.of(inner, authority);
    first = LocalKeys.fresh();
    LocalKey.write(file("one"), first);
    LocalKey.write(file("two"), first);
  }

  @AfterEach
  void close() {
    inner.close();
    timer.close();
  }

  private Path file(String name) {
    return directory.resolve(name + ".yaml");
  }

  /// A server with its part in the exchange.
  private final class Server implements AutoCloseable {
    final EncryptedStore store;
    final KeyExchange exchange;

    Server(String name) throws IOException {
      store = new EncryptedStore(inner, LocalKey.open(file(name)));
      exchange = KeyExchange.start(store, file(name), KeyRecord.of(inner, authority), name);
    }

    String hash() {
      return store.configuration().hash();
    }

    @Override
    public void close() {
      exchange.close();
    }
  }

  @Test
  void allServersKnowAKeyBeforeAnySealsWithIt() throws Exception {
    try (var one = new Server("one");
        var two = new Server("two")) {
      one.store.commit(Transaction.create(SECRET, VALUE));
      assertThat(sealed()).startsWith("k8s:enc:secretbox:v1:local:");
      LocalKeys next = first.withNext();
      assertThat(record.write(next, 0)).isTrue();
      LocalKeys turned = next.turned();
      while (!one.hash().equals(turned.hash()) || !two.hash().equals(turned.hash())) {
        bothRead(one, two);
      }
      bothRead(one, two);
      assertThat(sealed()).startsWith("k8s:enc:secretbox:v1:local2:");
      await(() -> record.without(turned).isEmpty());
      assertThat(LocalKey.read(file("two")).hash()).isEqualTo(turned.hash());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("two"))))
          .isEqualTo("rw-------");

      assertThat(record.write(turned.alone(), revision())).isTrue();
      await(() -> record.without(turned.alone()).isEmpty());
      bothRead(one, two);
      assertThat(Files.readString(file("one"))).doesNotContain("name: local\n");
      assertThat(one.exchange.reloads()).isEqualTo(3);
      assertThat(one.exchange.failures()).isZero();
    }
  }

  @Test
  void aKeyWaitsForServersThatSayNothingOfIt() throws Exception {
    // Such as one of an earlier release.
    inner.commit(Transaction.create("/registry/masterleases/old", VALUE));
    LocalKeys next = first.withNext();
    try (var _ = new Server("one")) {
      record.write(next, 0);
      await(() -> record.without(next).size() == 1);
      assertThat(record.without(next)).containsExactly("old");
      assertThat(Objects.requireNonNull(record.read()).keys().prepared()).isTrue();
      inner.commit(
          new Transaction(
              List.of(), List.of(new Transaction.Delete("/registry/masterleases/old"))));
      // Looked at again when anything is said, and every few seconds.
      inner.commit(Transaction.put(KeyRecord.PREFIX + "other", VALUE));
      await(() -> !Objects.requireNonNull(record.read()).keys().prepared());
    }
  }

  @Test
  void aServerThatWasAwayTakesOverWhatItMissedBeforeItReads() throws Exception {
    LocalKeys alone = first.withNext().turned().alone();
    record.write(alone, 0);
    var writer = new EncryptedStore(inner, EncryptionConfiguration.parse(alone.text()));
    writer.commit(Transaction.create(SECRET, VALUE));
    try (var two = new Server("two")) {
      assertThat(two.store.get(SECRET).value()).isEqualTo(VALUE);
      two.store.commit(Transaction.put(SECRET, VALUE));
      assertThat(sealed()).startsWith("k8s:enc:secretbox:v1:local2:");
    }
  }

  @Test
  void nobodyElseCanHandKeysRound() throws Exception {
    Path other = Files.writeString(directory.resolve("other.key"), "another private key");
    assertThat(KeyRecord.of(inner, other).write(first.withNext().turned().alone(), 0)).isTrue();
    assertThatThrownBy(record::read).hasMessageContaining("was not sealed by a server");
    String before = Files.readString(file("one"));
    try (var one = new Server("one")) {
      assertThat(one.exchange.failures()).isEqualTo(1);
      one.store.commit(Transaction.create(SECRET, VALUE));
      assertThat(sealed()).startsWith("k8s:enc:secretbox:v1:local:");
      assertThat(Files.readString(file("one"))).isEqualTo(before);
    }
    inner.commit(Transaction.put(KeyRecord.KEYS, new byte[LocalKeys.MOST_BYTES + 100]));
    assertThatThrownBy(record::read).hasMessageContaining("of no known form");
    inner.commit(Transaction.put(KeyRecord.KEYS, new byte[0]));
    assertThatThrownBy(record::read).hasMessageContaining("of no known form");
  }

  @Test
  void anEarlierRecordThatComesBackChangesNothing() throws Exception {
    LocalKeys next = first.withNext();
    record.write(next, 0);
    byte[] early = inner.get(KeyRecord.KEYS).value();
    LocalKeys alone = next.turned().alone();
    LocalKey.write(file("one"), alone);
    inner.commit(Transaction.put(KeyRecord.KEYS, early));
    try (var one = new Server("one")) {
      assertThat(one.hash()).isEqualTo(alone.hash());
      assertThat(LocalKey.read(file("one")).hash()).isEqualTo(alone.hash());
      assertThat(Objects.requireNonNull(record.read()).keys().hash()).isEqualTo(alone.hash());
    }
  }

  @Test
  void otherKeysOfTheSameNamesAreRefused() throws Exception {
    LocalKey.write(file("one"), first.withNext());
    record.write(first.withNext(), 0);
    String before = Files.readString(file("one"));
    try (var one = new Server("one")) {
      assertThat(one.exchange.failures()).isEqualTo(1);
      assertThat(Files.readString(file("one"))).isEqualTo(before);
    }
  }

  @Test
  void theKeysAreNotPlainInTheStore() {
    record.write(first, 0);
    String value = new String(inner.get(KeyRecord.KEYS).value(), ISO_8859_1);
    assertThat(value).doesNotContain("secret").doesNotContain("local");
  }

  private long revision() {
    return Objects.requireNonNull(record.read()).revision();
  }

  /// Each reads what the other has just written.
  private static void bothRead(Server one, Server two) {
    one.store.commit(Transaction.put(SECRET, VALUE));
    assertThat(two.store.get(SECRET).value()).isEqualTo(VALUE);
    two.store.commit(Transaction.put(SECRET, VALUE));
    assertThat(one.store.get(SECRET).value()).isEqualTo(VALUE);
  }

  private String sealed() {
    return new String(inner.get(SECRET).value(), ISO_8859_1);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
