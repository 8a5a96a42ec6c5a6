package io.kubejar.cluster;

import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.EtcdOptions;
import io.kubejar.cli.ServerOptions;
import io.kubejar.cli.UserException;
import io.kubejar.server.encryption.ConfigurationException;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.server.encryption.EncryptionConfiguration;
import io.kubejar.server.encryption.KeyExchange;
import io.kubejar.server.encryption.KeyRecord;
import io.kubejar.server.encryption.LocalKey;
import io.kubejar.server.kms.GrpcKeyService;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Limits;
import io.kubejar.store.OpenException;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.embedded.EmbeddedStore;
import io.kubejar.store.etcd.EtcdEndpoints;
import io.kubejar.store.etcd.EtcdSettings;
import io.kubejar.store.etcd.EtcdStore;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the store that the options ask for.
final class StateStore {
  private StateStore() {}

  /// How objects are written to it.
  static StorageMedia media(ServerOptions server) {
    for (StorageMedia media : StorageMedia.values()) {
      if (media.type().equals(server.storageMediaType())) {
        return media;
      }
    }
    throw new UserException(
        "--storage-media-type: \"%s\" is none of %s"
            .formatted(
                server.storageMediaType(),
                String.join(
                    ", ", Arrays.stream(StorageMedia.values()).map(StorageMedia::type).toList())));
  }

  static Store open(ClusterConfig config, SystemTimer timer) throws IOException {
    Optional<EncryptionConfiguration> encryption = encryption(config);
    Store store = engine(config, timer);
    return encryption.isEmpty() ? store : new EncryptedStore(store, encryption.get());
  }

  /// Where the state is kept: in etcd if any is given, otherwise in the data directory if there is
  /// one.
  private static Store engine(ClusterConfig config, SystemTimer timer) {
    EtcdOptions etcd = config.server().etcd();
    ClusterConfig.Membership membership = config.membership();
    if (!etcd.servers().isEmpty()) {
      return etcd(etcd, membership == null ? null : membership.etcd(), timer);
    }
    Path directory = config.directory();
    return directory == null
        ? MemoryStore.open(timer, Limits.DEFAULT)
        : EmbeddedStore.open(directory.resolve("store"), timer, Limits.DEFAULT);
  }

  /// The store of an etcd.
  ///
  /// @throws UserException when the options make no sense or no etcd answers
  static Store etcd(EtcdOptions etcd, SystemTimer timer) {
    return etcd(etcd, null, timer);
  }

  private static Store etcd(
      EtcdOptions etcd, @Nullable EtcdEndpoints endpoints, SystemTimer timer) {
    EtcdSettings settings;
    try {
      settings = new EtcdSettings(etcd.servers(), etcd.authority(), etcd.certificate(), etcd.key());
    } catch (IllegalArgumentException e) {
      throw new UserException("--etcd-servers: " + e.getMessage());
    }
    try {
      return endpoints == null
          ? EtcdStore.open(settings, timer, Limits.DEFAULT)
          : EtcdStore.open(settings, endpoints, timer, Limits.DEFAULT);
    } catch (OpenException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  /// The file that says how values are encrypted, if changes of it are taken over by themselves:
  /// the cluster's own always is, where the servers do not hand it round.
  static @Nullable Path reloadedEncryption(ClusterConfig config) {
    Path given = config.server().encryptionConfig();
    Path directory = config.directory();
    if (given != null) {
      return config.server().encryptionConfigReload() ? given : null;
    }
    return directory == null || sharesKeys(config)
        ? null
        : new DataDirectory(directory).encryption();
  }

  /// This server's part in changing the key that several share; null where it has its own, or
  /// another configuration.
  static @Nullable KeyExchange exchange(ClusterConfig config, EncryptedStore store)
      throws IOException {
    Path root = config.directory();
    if (root == null || !sharesKeys(config)) {
      return null;
    }
    DataDirectory directory = new DataDirectory(root);
    return KeyExchange.start(
        store,
        directory.encryption(),
        KeyRecord.of(store.sealed(), KeyRotation.authority(directory)),
        config.advertised());
  }

  private static boolean sharesKeys(ClusterConfig config) {
    Path directory = config.directory();
    return directory != null
        && config.membership() != null
        && config.server().encryptionConfig() == null
        && !config.server().etcd().servers().isEmpty()
        && Files.exists(KeyRotation.authority(new DataDirectory(directory)));
  }

  /// How values are encrypted: as a file says, otherwise with a key of the cluster's own where
  /// anything is kept.
  private static Optional<EncryptionConfiguration> encryption(ClusterConfig config)
      throws IOException {
    Path given = config.server().encryptionConfig();
    Path directory = config.directory();
    if (given == null) {
      // Machines of one cluster share the key; others on an etcd have none of their own.
      boolean keyed = config.server().etcd().servers().isEmpty() || config.membership() != null;
      return directory == null || !keyed
          ? Optional.empty()
          : Optional.of(LocalKey.open(new DataDirectory(directory).encryption()));
    }
    return Optional.of(encryption(given));
  }

  /// How values are encrypted, as a file says.
  ///
  /// @throws UserException when the file says nothing that makes sense
  static EncryptionConfiguration encryption(Path given) throws IOException {
    try {
      return EncryptionConfiguration.parse(Files.readAllBytes(given), GrpcKeyService::open);
    } catch (NoSuchFileException e) {
      throw new UserException("--encryption-provider-config: there is no file " + given);
    } catch (ConfigurationException e) {
      throw new UserException(
          "--encryption-provider-config %s: %s".formatted(given, e.getMessage()));
    }
  }
}
