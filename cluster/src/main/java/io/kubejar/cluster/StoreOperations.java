package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.EtcdOptions;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.SealingOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.backup.BackupArchive;
import io.kubejar.cluster.backup.BackupRoute;
import io.kubejar.cluster.backup.StoreCopy;
import io.kubejar.cluster.etcd.EtcdFiles;
import io.kubejar.cluster.etcd.EtcdMember;
import io.kubejar.cluster.etcd.EtcdMembership;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.HttpClient;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.server.encryption.EncryptionConfiguration;
import io.kubejar.server.kms.GrpcKeyService;
import io.kubejar.server.storage.StoreCheck;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.OpenException;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.embedded.EmbeddedStore;
import io.kubejar.store.snapshot.SnapshotLoader;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Backing up, restoring, checking and moving what a cluster keeps.
final class StoreOperations {
  private static final Keys OBJECTS = Keys.prefix("/registry/");
  private static final String ASIDE = ".before-restore";

  private final Console console;
  private final @Nullable Path sealing;
  private final long begin = System.nanoTime();

  /// @param sealing how values are opened, and sealed where they go
  StoreOperations(Console console, SealingOptions sealing) {
    this.console = console;
    this.sealing = sealing.file();
  }

  int backup(ClusterOptions cluster, EtcdOptions etcd, Path file) throws IOException {
    DataDirectory directory = cluster.directory();
    if (Files.exists(file)) {
      throw new UserException(file + " exists already; remove it or choose another name");
    }
    Path half = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(half);
    try {
      try (FileChannel channel =
              FileChannel.open(
                  half,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------")));
          OutputStream out =
              new BufferedOutputStream(Channels.newOutputStream(channel), 64 << 10)) {
        if (RunningProcess.find(directory).isPresent()) {
          fetch(Kubeconfig.read(directory.kubeconfig()).endpoint(), out);
        } else {
          try (Store store = sealed(directory, etcd)) {
            BackupArchive.write(store, directory.root(), out);
          }
        }
        out.flush();
        channel.force(true);
      }
      Summary summary;
      try (BackupArchive archive = BackupArchive.open(half)) {
        summary = archive.summary();
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      console.step(
          "Backed up %d objects at revision %d to %s (%.2f MB)"
              .formatted(
                  summary.entries(), summary.revision(), file, Files.size(file) / 1_000_000.0),
          took());
      return 0;
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /// Fetches a backup from the running server.
  private static void fetch(Endpoint endpoint, OutputStream out) throws IOException {
    try (HttpClient client = HttpClient.builder().tls(endpoint.tls()).build()) {
      ClientRequest request = ClientRequest.get(URI.create(endpoint.server() + BackupRoute.PATH));
      var token = endpoint.bearerToken();
      if (token != null) {
        request = request.withHeader("authorization", "Bearer " + token.get());
      }
      try (var response = client.send(request);
          InputStream body = response.body()) {
        if (response.status() != 200) {
          throw new UserException(
              "%s refused the backup with status %d"
                  .formatted(endpoint.server(), response.status()));
        }
        body.transferTo(out);
      }
    }
  }

  int restore(ClusterOptions cluster, EtcdOptions etcd, Path file, boolean replace)
      throws IOException, InterruptedException {
    DataDirectory directory = cluster.directory();
    requireStopped(directory);
    boolean beside = etcd.servers().isEmpty() && OwnEtcd.runsOne(directory);
    try (BackupArchive archive = BackupArchive.open(file)) {
      boolean inEtcd = !etcd.servers().isEmpty();
      List<Path> parts = new ArrayList<>();
      parts.addAll(List.of(directory.store(), directory.pki(), directory.encryption()));
      if (beside) {
        parts.add(new EtcdFiles(directory.root()).data());
      }
      List<Path> present = parts.stream().filter(StoreOperations::holdsSomething).toList();
      if (!present.isEmpty() && !replace) {
        throw new UserException(
            "%s is there already; --force puts it aside".formatted(present.getFirst()));
      }
      if (inEtcd) {
        try (Store target = StateStore.etcd(etcd, new SystemTimer())) {
          requireEmpty(target, "the etcd");
        }
      }
      make(directory);
      if (beside) {
        OwnEtcd.forget(directory);
      }
      for (Path part : present) {
        putAside(part);
      }
      Summary summary =
          archive.store(snapshot -> EmbeddedStore.restore(snapshot, directory.store()));
      archive.extract(directory.root());
      if (inEtcd) {
        moveToEtcd(directory, etcd);
      }
      if (beside) {
        moveBeside(directory);
      }
      console.step(
          "Restored %d objects of revision %d into %s"
              .formatted(summary.entries(), summary.revision(), inEtcd ? "etcd" : directory.root()),
          took());
      if (beside) {
        console.say(
            "Its etcd has this machine only now; further servers: kubejar reset, and join again");
      }
      return 0;
    }
  }

  private void moveToEtcd(DataDirectory directory, EtcdOptions etcd) throws IOException {
    // A backup holds the cluster's own key where it has one; what was said is for the etcd then.
    boolean ownKey = Files.exists(directory.encryption());
    try (Store from = open(directory, ownKey ? null : sealing);
        Store to = etcd(etcd)) {
      warnOfPlainSecrets(from);
      StoreCopy.copy(from, snapshot -> SnapshotLoader.load(snapshot, to));
    }
    Remains.deleteTree(directory.store());
  }

  /// Puts what was restored into the etcd of this machine, sealed as it is, since the key for it is
  /// the cluster's.
  private void moveBeside(DataDirectory directory) throws IOException, InterruptedException {
    MemberOptions options = MachineFile.read(directory).options();
    EtcdMember member = OwnEtcd.installed(directory, options, console);
    if (member == null) {
      return;
    }
    EtcdMembership.refill(
        member,
        console::say,
        () -> {
          try (Store from = embedded(directory);
              Store to = StateStore.etcd(options.run().server().etcd(), new SystemTimer())) {
            StoreCopy.copy(from, snapshot -> SnapshotLoader.load(snapshot, to));
          }
        });
    Remains.deleteTree(directory.store());
  }

  int check(ClusterOptions cluster, EtcdOptions etcd, boolean cut) throws IOException {
    DataDirectory directory = cluster.directory();
    StoreCheck.Report report;
    if (etcd.servers().isEmpty()) {
      requireStopped(directory);
      if (cut) {
        cut(directory);
      }
      try (Store store = open(directory, sealing)) {
        report = StoreCheck.run(store);
      }
    } else {
      try (Store store = etcd(etcd)) {
        report = StoreCheck.run(store);
      }
    }
    report.counts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> console.say("%8d %s".formatted(count.getValue(), count.getKey())));
    report.flaws().forEach(flaw -> console.say("✗ " + flaw));
    long objects = report.counts().values().stream().mapToLong(Long::longValue).sum();
    console.step(
        "Read %d objects at revision %d, %d of them damaged"
            .formatted(objects, report.revision(), report.flaws().size()),
        took());
    return report.flaws().isEmpty() ? 0 : 1;
  }

  private void cut(DataDirectory directory) {
    requireStore(directory);
    try {
      EmbeddedStore.cut(directory.store())
          .ifPresentOrElse(
              kept -> console.say("Cut a damaged log; it is kept as it was in " + kept),
              () -> console.say("No log is damaged before its end; nothing was cut"));
    } catch (OpenException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  int migrate(String from, String to, EtcdOptions etcd) throws IOException {
    Summary summary;
    // Into a directory values go as they are sealed, for a server with the same configuration.
    boolean opened = sealing == null || isEtcd(to);
    try (Store source = open(from, etcd, opened)) {
      if (source.count(OBJECTS, Store.CURRENT) == 0) {
        throw new UserException("there are no objects in " + from);
      }
      if (isEtcd(to)) {
        try (Store target = etcd(etcd.at(endpoints(to)))) {
          requireEmpty(target, to);
          warnOfPlainSecrets(source);
          summary = StoreCopy.copy(source, snapshot -> SnapshotLoader.load(snapshot, target));
        }
      } else {
        DataDirectory directory = new DataDirectory(Path.of(to).toAbsolutePath().normalize());
        requireStopped(directory);
        if (holdsSomething(directory.store())) {
          throw new UserException(directory.store() + " is there already");
        }
        make(directory);
        summary =
            StoreCopy.copy(source, snapshot -> EmbeddedStore.restore(snapshot, directory.store()));
      }
    }
    console.step("Copied %d objects from %s to %s".formatted(summary.entries(), from, to), took());
    return 0;
  }

  private void warnOfPlainSecrets(Store from) {
    if (from instanceof EncryptedStore && sealing == null) {
      console.say(
          "Values that were sealed are plain in etcd until a server with"
              + " --encryption-provider-config starts on it");
    }
  }

  private static boolean isEtcd(String place) {
    return place.startsWith("http://") || place.startsWith("https://");
  }

  private static List<URI> endpoints(String place) {
    try {
      return Stream.of(place.split(",")).map(URI::create).toList();
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "\"%s\" is neither a directory nor endpoints of etcd: %s"
              .formatted(place, e.getMessage()));
    }
  }

  private Store open(String place, EtcdOptions etcd, boolean opened) throws IOException {
    if (isEtcd(place)) {
      EtcdOptions there = etcd.at(endpoints(place));
      return opened ? etcd(there) : StateStore.etcd(there, new SystemTimer());
    }
    DataDirectory directory = new DataDirectory(Path.of(place).toAbsolutePath().normalize());
    requireStopped(directory);
    return opened ? open(directory, sealing) : embedded(directory);
  }

  /// The store of a cluster that does not run, with its values opened where its key is at hand.
  private static Store open(DataDirectory directory, @Nullable Path said) throws IOException {
    Store store = embedded(directory);
    if (said != null) {
      return withSeals(store, said);
    }
    Path sealing = directory.encryption();
    try {
      return Files.exists(sealing)
          ? new EncryptedStore(
              store,
              EncryptionConfiguration.parse(Files.readAllBytes(sealing), GrpcKeyService::open))
          : store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /// The store of an etcd, with its values opened, and sealed when they are written, as was said.
  private Store etcd(EtcdOptions etcd) throws IOException {
    Store store = StateStore.etcd(etcd, new SystemTimer());
    return sealing == null ? store : withSeals(store, sealing);
  }

  private static Store withSeals(Store store, Path configuration) throws IOException {
    try {
      return new EncryptedStore(store, StateStore.encryption(configuration));
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Store sealed(DataDirectory directory, EtcdOptions etcd) {
    return etcd.servers().isEmpty()
        ? embedded(directory)
        : StateStore.etcd(etcd, new SystemTimer());
  }

  private static void requireStore(DataDirectory directory) {
    if (!holdsSomething(directory.store())) {
      throw new UserException("there is no store in " + directory.root());
    }
  }

  static Store embedded(DataDirectory directory) {
    requireStore(directory);
    try {
      return EmbeddedStore.open(directory.store(), new SystemTimer(), Limits.DEFAULT);
    } catch (OpenException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  static void requireStopped(DataDirectory directory) throws IOException {
    Optional<ProcessHandle> running = RunningProcess.find(directory);
    if (running.isPresent()) {
      throw new UserException(
          "the cluster in %s runs (process %d); stop it first: kubejar down"
              .formatted(directory.root(), running.get().pid()));
    }
  }

  private static void requireEmpty(Store store, String name) {
    long count;
    try {
      count = store.count(OBJECTS, Store.CURRENT);
    } catch (StoreException e) {
      throw new UserException("%s does not answer: %s".formatted(name, e.getMessage()));
    }
    if (count > 0) {
      throw new UserException("%s holds %d objects already".formatted(name, count));
    }
  }

  private static boolean holdsSomething(Path path) {
    if (!Files.isDirectory(path)) {
      return Files.exists(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      return true;
    }
  }

  private static void make(DataDirectory directory) throws IOException {
    Files.createDirectories(
        directory.root(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Moves something out of the way, never over what an earlier restore has moved.
  private static void putAside(Path path) throws IOException {
    putAside(path, ASIDE);
  }

  /// Moves something out of the way, never over what is there.
  ///
  /// @param name the end of its name from then on
  static Path putAside(Path path, String name) throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + name);
    for (int number = 2; Files.exists(aside); number++) {
      aside = path.resolveSibling(path.getFileName() + name + "-" + number);
    }
    return Files.move(path, aside);
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
