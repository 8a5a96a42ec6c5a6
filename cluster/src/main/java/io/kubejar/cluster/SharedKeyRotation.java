package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.EtcdOptions;
import io.kubejar.cli.UserException;
import io.kubejar.server.encryption.ConfigurationException;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.server.encryption.EncryptionConfiguration;
import io.kubejar.server.encryption.KeyRecord;
import io.kubejar.server.encryption.LocalKey;
import io.kubejar.server.encryption.LocalKeys;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.SystemTimer;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedSet;

/// Changes the key that several servers over one etcd share; the servers, which hand it round
/// themselves, may run meanwhile.
final class SharedKeyRotation implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Console console;
  private final SystemTimer timer = new SystemTimer();
  private final Store store;
  private final KeyRecord record;
  private final KeyRecord.Found newest;
  private final long begin = System.nanoTime();

  /// @throws UserException when etcd does not answer, or the keys are not ones made here
  SharedKeyRotation(DataDirectory directory, EtcdOptions etcd, Console console) throws IOException {
    this.console = console;
    this.store = StateStore.etcd(etcd, timer);
    try {
      this.record = KeyRecord.of(store, KeyRotation.authority(directory));
      LocalKeys own = LocalKey.read(directory.encryption());
      KeyRecord.Found found = record.read();
      this.newest =
          found == null
              ? new KeyRecord.Found(own, 0)
              : own.follows(found.keys()) ? new KeyRecord.Found(own, found.revision()) : found;
    } catch (ConfigurationException | StoreException e) {
      close();
      throw new UserException(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Makes a new key, and waits for the servers, which first all get to know it and then seal with
  /// it. A change that is under way is waited for instead.
  int rotate() throws InterruptedException {
    LocalKeys keys = newest.keys();
    if (!keys.prepared()) {
      keys = keys.withNext();
      write(keys);
      console.step("Made the key \"%s\"".formatted(keys.newest()), took());
    }
    LocalKeys turned = keys.turned();
    while (true) {
      KeyRecord.Found now = record.read();
      boolean seals = now != null && now.keys().hash().equals(turned.hash());
      SortedSet<String> without = record.without(seals ? turned : keys);
      if (seals && without.isEmpty()) {
        console.step("All servers seal with \"%s\"".formatted(turned.sealing()), took());
        console.say("What is there is sealed anew within a minute.");
        console.say(
            "The older keys open older values and backups: kubejar store rotate-key --drop-old");
        return 0;
      }
      if (record.servers().isEmpty()) {
        console.say("No server runs; the next ones that start take the key over.");
        return 0;
      }
      if (took().compareTo(WAIT) > 0) {
        console.say(
            "These servers do not have the key yet: %s. The others go on when they do, or are gone."
                .formatted(String.join(", ", without)));
        return 0;
      }
      Thread.sleep(PAUSE);
    }
  }

  /// Seals everything with the newest key and has all servers forget the others.
  int dropOld() throws IOException, InterruptedException {
    LocalKeys keys = newest.keys();
    if (keys.opening().isEmpty()) {
      console.say("There is no older key than \"%s\"".formatted(keys.sealing()));
      return 0;
    }
    requireEverywhere(keys);
    // Closing it would close the store.
    @SuppressWarnings("resource")
    EncryptedStore sealing = new EncryptedStore(store, EncryptionConfiguration.parse(keys.text()));
    int sealed = sealing.sealAnew();
    // Former values may be sealed with the keys that go.
    store.compact(store.revision());
    requireEverywhere(keys);
    LocalKeys alone = keys.alone();
    write(alone);
    console.step(
        "Sealed %d values anew and dropped %d older keys".formatted(sealed, keys.opening().size()),
        took());
    while (!record.without(alone).isEmpty() && took().compareTo(WAIT) < 0) {
      Thread.sleep(PAUSE);
    }
    SortedSet<String> without = record.without(alone);
    if (!without.isEmpty()) {
      console.say("These servers have not taken it over yet: " + String.join(", ", without));
    }
    return 0;
  }

  private void requireEverywhere(LocalKeys keys) {
    SortedSet<String> without = record.without(keys);
    if (keys.prepared() || !without.isEmpty()) {
      throw new UserException(
          "not all servers seal with the key \"%s\" yet (%s); see: kubejar store rotate-key"
              .formatted(keys.newest(), String.join(", ", without)));
    }
  }

  private void write(LocalKeys keys) {
    if (!record.write(keys, newest.revision())) {
      throw new UserException("the keys were changed by somebody else meanwhile; try again");
    }
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    store.close();
    timer.close();
  }
}
