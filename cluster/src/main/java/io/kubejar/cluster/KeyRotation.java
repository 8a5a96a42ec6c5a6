package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.UserException;
import io.kubejar.server.encryption.ConfigurationException;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.server.encryption.EncryptionConfiguration;
import io.kubejar.server.encryption.LocalKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Changes the key that a cluster seals its secrets with.
final class KeyRotation {
  private final DataDirectory directory;
  private final Console console;
  private final long begin = System.nanoTime();

  /// @throws UserException when the directory has no key of its own
  KeyRotation(DataDirectory directory, Console console) {
    this.directory = directory;
    this.console = console;
    if (!Files.exists(directory.encryption())) {
      throw new UserException(
          "%s has no key of its own; a cluster with --encryption-provider-config takes its keys from that file"
              .formatted(directory.root()));
    }
  }

  /// Puts a new key first. A cluster that runs takes it over by itself.
  int rotate() throws IOException {
    if (MachineFile.exists(directory)) {
      return step();
    }
    try {
      String name = LocalKey.rotate(directory.encryption());
      console.step("Made the key \"%s\"".formatted(name), took());
    } catch (ConfigurationException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
    console.say(
        "Secrets are sealed with it from now on, and those that are there within a minute, or at"
            + " the next start.");
    console.say(
        "The older keys open older values and backups: kubejar store rotate-key --drop-old");
    return 0;
  }

  /// Goes a step on with the key that several servers share.
  private int step() throws IOException {
    try {
      switch (LocalKey.step(directory.encryption())) {
        case LocalKey.Step.Opens(String name) -> {
          console.step("Made the key \"%s\", which opens only as yet".formatted(name), took());
          console.say(
              "Copy %s to all other servers; ten seconds later they know the key. Then here again:"
                  .formatted(directory.encryption()));
          console.say("  kubejar store rotate-key");
        }
        case LocalKey.Step.Seals(String name) -> {
          console.step("Secrets are sealed with \"%s\" from now on".formatted(name), took());
          console.say(
              "Copy %s to all other servers once more; those that are there are sealed anew."
                  .formatted(directory.encryption()));
        }
      }
      return 0;
    } catch (ConfigurationException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  /// Seals everything with the newest key and forgets the others. No server may run meanwhile.
  int dropOld() throws IOException {
    StoreOperations.requireStopped(directory);
    Path file = directory.encryption();
    int sealed;
    List<String> dropped;
    try (var store =
        new EncryptedStore(
            StoreOperations.embedded(directory),
            EncryptionConfiguration.parse(Files.readAllBytes(file)))) {
      sealed = store.sealAnew();
      // Former values may be sealed with the keys that go.
      store.compact(store.revision());
      dropped = LocalKey.dropOld(file);
    } catch (ConfigurationException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
    console.step(
        "Sealed %d values anew and dropped %d older keys".formatted(sealed, dropped.size()),
        took());
    return 0;
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
