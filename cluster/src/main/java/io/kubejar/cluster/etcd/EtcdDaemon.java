package io.kubejar.cluster.etcd;

import io.kubejar.linux.DetachedProcess;
import io.kubejar.linux.ProcessIdentity;
import io.kubejar.server.pki.EtcdPki;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The process of a machine's etcd.
///
/// It is started detached and lives on when KubeJar dies, so that the other members keep their
/// majority; the next start adopts it by its pid file. As long as this is open, an etcd that ends
/// is started again, after pauses that grow. Only [#stop(EtcdFiles)] ends it.
final class EtcdDaemon implements EtcdMembership.Beside {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster.etcd");
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration GOOD_WHILE = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(15);
  private static final Duration UPKEEP = Duration.ofMinutes(10);
  private static final long LARGEST_LOG = 64L << 20;
  private static final int TAIL = 20_000;
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "\"level\":\"(?:fatal|panic|error)\".*?\"msg\":\"([^\"]*)\"(?:.*?\"error\":\"([^\"]*)\")?");

  private final EtcdMember member;
  private final EtcdPki certificates;
  private final boolean adopted;
  private final List<Thread> threads = new ArrayList<>();
  private volatile ProcessIdentity identity;
  private volatile boolean closed;

  private EtcdDaemon(
      EtcdMember member, EtcdPki certificates, ProcessIdentity identity, boolean adopted) {
    this.member = member;
    this.certificates = certificates;
    this.identity = identity;
    this.adopted = adopted;
  }

  /// Takes the etcd over that runs in this directory, or starts one.
  static EtcdDaemon start(EtcdMember member, EtcdMember.Origin origin) throws IOException {
    EtcdPki certificates = member.certificates();
    Optional<ProcessIdentity> running = running(member.files());
    return running.isPresent()
        ? new EtcdDaemon(member, certificates, running.get(), true)
        : new EtcdDaemon(member, certificates, launch(member, origin), false);
  }

  static Optional<ProcessIdentity> running(EtcdFiles files) {
    try {
      return ProcessIdentity.parse(Files.readString(files.pidFile()))
          .filter(ProcessIdentity::isAlive);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ProcessIdentity launch(EtcdMember member, EtcdMember.Origin origin)
      throws IOException {
    EtcdFiles files = member.files();
    if (!Files.isDirectory(files.data())) {
      Files.createDirectory(
          files.data(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    makeLog(files.log());
    // Nothing of the environment: etcd takes any option from there as well.
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    if (System.getProperty("os.arch", "").equals("aarch64")) {
      command.add("ETCD_UNSUPPORTED_ARCH=arm64");
    }
    command.addAll(member.command(origin));
    Process process = DetachedProcess.start(command, Map.of(), files.log());
    ProcessIdentity identity =
        ProcessIdentity.of(process.pid())
            .orElseThrow(() -> new IOException("etcd ended at once" + lastWords(files)));
    Path fresh = files.pidFile().resolveSibling(".etcd.pid.new");
    Files.writeString(fresh, identity + "\n");
    Files.move(fresh, files.pidFile(), StandardCopyOption.ATOMIC_MOVE);
    return identity;
  }

  private static void makeLog(Path log) throws IOException {
    if (!Files.exists(log)) {
      Files.createFile(
          log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /// From now on starts it again whenever it ends, and keeps its certificates and its log in order.
  EtcdDaemon supervise() {
    threads.add(Thread.ofVirtual().name("etcd-supervisor").start(this::watch));
    threads.add(Thread.ofVirtual().name("etcd-upkeep").start(this::keepInOrder));
    return this;
  }

  private void watch() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        long since = System.nanoTime();
        awaitEnd();
        if (closed) {
          return;
        }
        boolean good = System.nanoTime() - since > GOOD_WHILE.toNanos();
        pause = good ? FIRST_PAUSE : pause;
        LOG.log(
            Level.WARNING,
            "etcd has ended and is started again in {0} s{1}",
            pause.toSeconds(),
            lastWords(member.files()));
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        try {
          identity = launch(member, new EtcdMember.Origin.Kept());
        } catch (IOException e) {
          LOG.log(Level.WARNING, "etcd does not start: {0}", e.getMessage());
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void awaitEnd() throws InterruptedException {
    Optional<ProcessHandle> handle =
        identity.isAlive() ? ProcessHandle.of(identity.pid()) : Optional.empty();
    try {
      if (handle.isPresent()) {
        handle.get().onExit().get();
      }
    } catch (ExecutionException e) {
      LOG.log(Level.DEBUG, "the end of etcd can't be waited for", e);
    }
  }

  private void keepInOrder() {
    try {
      while (!closed) {
        Thread.sleep(UPKEEP);
        try {
          certificates.renew();
          shorten(member.files().log());
        } catch (IOException | RuntimeException e) {
          LOG.log(Level.WARNING, "etcd's certificates or log: {0}", e.getMessage());
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /// Keeps one older log; etcd goes on at the end of the file, wherever that is.
  private static void shorten(Path log) throws IOException {
    if (Files.size(log) > LARGEST_LOG) {
      Files.copy(log, log.resolveSibling("etcd.log.1"), StandardCopyOption.REPLACE_EXISTING);
      try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
    }
  }

  boolean isAlive() {
    return identity.isAlive();
  }

  /// Whether it ran already.
  boolean isAdopted() {
    return adopted;
  }

  /// What etcd said last of what is wrong, with a colon before it, or nothing.
  static String lastWords(EtcdFiles files) {
    String found = null;
    try (FileChannel log = FileChannel.open(files.log(), StandardOpenOption.READ)) {
      long from = Math.max(0, log.size() - TAIL);
      var buffer = java.nio.ByteBuffer.allocate((int) (log.size() - from));
      log.read(buffer, from);
      String tail = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      found =
          tail.lines()
              .map(EtcdDaemon::complaint)
              .filter(java.util.Objects::nonNull)
              .reduce((earlier, later) -> later)
              .orElse(null);
    } catch (IOException e) {
      // There is none to read.
    }
    return found == null ? "" : ": " + found;
  }

  private static @Nullable String complaint(String line) {
    Matcher matcher = COMPLAINT.matcher(line);
    if (!matcher.find()) {
      return null;
    }
    return matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + ": " + matcher.group(2);
  }

  /// Ends the etcd of a directory, if one runs.
  static void stop(EtcdFiles files) throws IOException, InterruptedException {
    Optional<ProcessIdentity> running = running(files);
    if (running.isPresent()) {
      running.get().stop(END);
    }
    Files.deleteIfExists(files.pidFile());
  }

  /// Lets it run on by itself.
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
