package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.EtcdOptions;
import io.kubejar.cli.ServerOptions;
import io.kubejar.cli.UserException;
import io.kubejar.server.encryption.ConfigurationException;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.server.encryption.EncryptionConfiguration;
import io.kubejar.server.encryption.LocalKey;
import io.kubejar.store.StoreException;
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
      throw noKey();
    }
  }

  /// The private key of the cluster's authority, which all its servers have.
  static Path authority(DataDirectory directory) {
    return directory.pki().resolve("ca.key");
  }

  /// Puts a new key first, or drops the older ones.
  ///
  /// @throws UserException when that is not possible, with the reason
  int run(boolean dropOld) throws IOException, InterruptedException {
    try {
      if (MachineFile.exists(directory)) {
        ServerOptions server = MachineFile.read(directory).options().run().server();
        if (server.encryptionConfig() != null) {
          throw noKey();
        }
        EtcdOptions etcd = server.etcd();
        if (!etcd.servers().isEmpty()) {
          try (var shared = new SharedKeyRotation(directory, etcd, console)) {
            return dropOld ? shared.dropOld() : shared.rotate();
          }
        }
      }
      return dropOld ? dropOld() : rotate();
    } catch (ConfigurationException | StoreException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  private UserException noKey() {
    return new UserException(
        "%s has no key of its own; a cluster with --encryption-provider-config takes its keys from that file"
            .formatted(directory.root()));
  }

  /// Puts a new key first. A cluster that runs takes it over by itself.
  private int rotate() throws IOException {
    String name = LocalKey.rotate(directory.encryption());
    console.step("Made the key \"%s\"".formatted(name), took());
    console.say(
        "Secrets are sealed with it from now on, and those that are there within a minute, or at"
            + " the next start.");
    console.say(
        "The older keys open older values and backups: kubejar store rotate-key --drop-old");
    return 0;
  }

  /// Seals everything with the newest key and forgets the others. No server may run meanwhile.
  private int dropOld() throws IOException {
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
