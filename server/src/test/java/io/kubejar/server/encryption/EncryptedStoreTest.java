package io.kubejar.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Outcome;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnreadableException;
import io.kubejar.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedStoreTest {
  private static final String SECRET = "/registry/secrets/default/password";
  private static final String POD = "/registry/pods/default/web";
  private static final byte[] VALUE = bytes("{\"data\":{\"password\":\"aHVudGVyMg==\"}}");

  private final SystemTimer timer = new SystemTimer();
  private final Store inner = MemoryStore.open(timer, Limits.DEFAULT);

  @AfterEach
  void close() {
    inner.close();
    timer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aesgcm", "aescbc", "secretbox"})
  void valuesAreSealedInsideAndPlainOutside(String provider) {
    Store store = encrypted(provider + ": {keys: [{name: k1, secret: %s}]}".formatted(key('a')));
    store.commit(Transaction.create(SECRET, VALUE));
    store.commit(Transaction.create(POD, VALUE));

    assertThat(text(inner.get(SECRET)))
        .startsWith("k8s:enc:" + provider + ":v1:k1:")
        .doesNotContain("password", "aHVudGVyMg");
    assertThat(inner.get(POD).value()).isSameAs(VALUE);
    assertThat(store.get(SECRET).value()).isEqualTo(VALUE);
    assertThat(store.range(Keys.prefix("/registry/secrets/"), Store.CURRENT, 0).entries())
        .containsExactly(store.get(SECRET));
    assertThat(store.range(Keys.ALL, Store.CURRENT, 0).entries())
        .extracting(Entry::key)
        .containsExactly(POD, SECRET);
    var conflict = (Outcome.Conflict) store.commit(Transaction.create(SECRET, VALUE));
    assertThat(conflict.current().value()).isEqualTo(VALUE);
  }

  @Test
  void itsGuardComesBeforeWhatIsSealedAndMayChangeTheKey() {
    LocalKeys first = LocalKeys.fresh();
    LocalKeys second = first.withNext().turned();
    var guarded = new EncryptedStore(inner, EncryptionConfiguration.parse(first.text()));
    var asked = new AtomicInteger();
    guarded.guard(
        () -> {
          asked.incrementAndGet();
          guarded.reconfigure(EncryptionConfiguration.parse(second.text()));
        });
    guarded.commit(Transaction.create(POD, VALUE));
    assertThat(asked).hasValue(0);
    guarded.commit(Transaction.create(SECRET, VALUE));
    assertThat(asked).hasValue(1);
    assertThat(text(inner.get(SECRET))).startsWith("k8s:enc:secretbox:v1:local2:");
  }

  @Test
  void sealedValuesDifferEachTime() {
    Store store = encrypted("secretbox: {keys: [{name: k1, secret: %s}]}".formatted(key('a')));
    store.commit(Transaction.put(SECRET, VALUE));
    byte[] first = inner.get(SECRET).value();
    store.commit(Transaction.put(SECRET, VALUE));
    assertThat(inner.get(SECRET).value()).isNotEqualTo(first);
  }

  @Test
  void watchesDeliverTheWritersOwnArray() throws InterruptedException {
    Store store = encrypted("secretbox: {keys: [{name: k1, secret: %s}]}".formatted(key('a')));
    var events = new LinkedBlockingQueue<Event>();
    try (var watch =
        store.watch(
            Keys.prefix("/registry/secrets/"),
            Store.CURRENT,
            (revision, changes) -> events.addAll(changes))) {
      store.commit(Transaction.put(SECRET, VALUE));
      store.commit(new Transaction(List.of(), List.of(new Transaction.Delete(SECRET))));
      var put = (Event.Put) events.poll(10, TimeUnit.SECONDS);
      assertThat(put.entry().value()).isSameAs(VALUE);
      var delete = (Event.Delete) events.poll(10, TimeUnit.SECONDS);
      assertThat(delete.previous().value()).isEqualTo(VALUE);
      assertThat(watch.revision()).isPositive();
    }
  }

  @Test
  void olderKeysAreReadAndReplaced() {
    inner.commit(Transaction.put(SECRET, VALUE));
    String old = "aescbc: {keys: [{name: old, secret: %s}]}".formatted(key('o'));
    encrypted(old, "identity: {}").commit(Transaction.put(SECRET + "2", VALUE));

    EncryptedStore store =
        encrypted(
            "secretbox: {keys: [{name: new, secret: %s}]}".formatted(key('n')),
            old,
            "identity: {}");
    assertThat(store.get(SECRET).value()).isEqualTo(VALUE);
    assertThat(store.get(SECRET + "2").value()).isEqualTo(VALUE);
    assertThat(store.sealAnew()).isEqualTo(2);
    assertThat(store.sealAnew()).isZero();
    assertThat(text(inner.get(SECRET))).startsWith("k8s:enc:secretbox:v1:new:");
    assertThat(text(inner.get(SECRET + "2"))).startsWith("k8s:enc:secretbox:v1:new:");
    assertThat(store.get(SECRET + "2").value()).isEqualTo(VALUE);
  }

  @Test
  void unknownKeysAndChangedValuesAreErrors() {
    encrypted("aesgcm: {keys: [{name: k1, secret: %s}]}".formatted(key('a')))
        .commit(Transaction.put(SECRET, VALUE));
    Store other = encrypted("aesgcm: {keys: [{name: k2, secret: %s}]}".formatted(key('b')));
    assertThatThrownBy(() -> other.get(SECRET))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("unable to transform key \"" + SECRET + "\": no matching prefix found");
    Store wrong = encrypted("aesgcm: {keys: [{name: k1, secret: %s}]}".formatted(key('b')));
    assertThatThrownBy(() -> wrong.get(SECRET)).isInstanceOf(UnreadableException.class);

    // The place is part of what is authenticated: a value does not open elsewhere.
    inner.commit(Transaction.put(SECRET + "2", inner.get(SECRET).value()));
    Store right = encrypted("aesgcm: {keys: [{name: k1, secret: %s}]}".formatted(key('a')));
    assertThatThrownBy(() -> right.get(SECRET + "2")).isInstanceOf(UnreadableException.class);
  }

  @Test
  void customResourcesAreFoundByTheirGroup() {
    Store store =
        new EncryptedStore(
            inner,
            configuration(
                "[widgets.example.com]",
                "aesgcm: {keys: [{name: k1, secret: %s}]}".formatted(key('a'))));
    store.commit(Transaction.put("/registry/example.com/widgets/default/a", VALUE));
    store.commit(Transaction.put("/registry/example.com/others/default/a", VALUE));
    assertThat(text(inner.get("/registry/example.com/widgets/default/a"))).startsWith("k8s:enc:");
    assertThat(inner.get("/registry/example.com/others/default/a").value()).isSameAs(VALUE);
  }

  private EncryptedStore encrypted(String... providers) {
    return new EncryptedStore(inner, configuration("[secrets]", providers));
  }

  private static EncryptionConfiguration configuration(String resources, String... providers) {
    return EncryptionConfiguration.parse(
        bytes(
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: EncryptionConfiguration
            resources:
            - resources: %s
              providers:
              - %s
            """
                .formatted(resources, String.join("\n  - ", providers))));
  }

  static String key(char letter) {
    return Base64.getEncoder().encodeToString(bytes(String.valueOf(letter).repeat(32)));
  }

  private static String text(Entry entry) {
    return new String(entry.value(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
