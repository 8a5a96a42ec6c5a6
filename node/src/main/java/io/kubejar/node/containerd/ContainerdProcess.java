package io.kubejar.node.containerd;

import io.kubejar.linux.Capabilities;
import io.kubejar.linux.Capabilities.Capability;
import io.kubejar.linux.DetachedProcess;
import io.kubejar.linux.Mounts;
import io.kubejar.linux.ProcessIdentity;
import io.kubejar.node.cri.CriClient;
import io.kubejar.node.cri.CriException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A containerd of a cluster's own, apart from any other on the machine.
///
/// It is started detached: it and its containers live on when KubeJar dies, and the next start
/// adopts it by its pid file. Only [#stop()] ends it, and with it all it made.
public final class ContainerdProcess {

  private static final System.Logger LOG = System.getLogger("io.kubejar.node.containerd");
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final long LARGEST_LOG = 64L << 20;

  private final ContainerdSettings settings;
  private final ProcessIdentity identity;
  private final boolean adopted;

  private ContainerdProcess(
      ContainerdSettings settings, ProcessIdentity identity, boolean adopted) {
    this.settings = settings;
    this.identity = identity;
    this.adopted = adopted;
  }

  /// Adopts the containerd that runs in this directory, or starts one, and waits until it answers.
  /// Needs root.
  ///
  /// @throws IOException when it does not answer in time or ends; the message has its last words
  public static ContainerdProcess start(ContainerdSettings settings)
      throws IOException, InterruptedException {
    writeMirror(settings);
    Optional<ProcessIdentity> running = running(settings);
    if (running.isPresent()) {
      if (answers(settings, running.get())) {
        return new ContainerdProcess(settings, running.get(), true);
      }
      LOG.log(System.Logger.Level.WARNING, "containerd runs but does not answer; starting anew");
      running.get().stop(Duration.ofSeconds(5));
    }
    Path containerd = require("containerd");
    writeConfiguration(settings, containerd);
    rotateLog(settings.log());
    Files.createDirectories(settings.state());
    Files.createDirectories(settings.socket().getParent());
    Process process =
        DetachedProcess.start(
            List.of(containerd.toString(), "--config", settings.configuration().toString()),
            // containerd finds its shim through PATH.
            Map.of(
                "PATH",
                containerd.getParent()
                    + ":"
                    + require("runc").getParent()
                    + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
            settings.log());
    ProcessIdentity identity =
        ProcessIdentity.of(process.pid())
            .orElseThrow(() -> new IOException("containerd ended at once" + lastWords(settings)));
    replace(settings.pidFile(), identity + "\n");
    if (!answers(settings, identity)) {
      identity.stop(Duration.ofSeconds(2));
      throw new IOException("containerd does not answer" + lastWords(settings));
    }
    return new ContainerdProcess(settings, identity, false);
  }

  /// The containerd that runs in this directory, if one does.
  public static Optional<ContainerdProcess> find(ContainerdSettings settings) {
    return running(settings).map(identity -> new ContainerdProcess(settings, identity, true));
  }

  private static Optional<ProcessIdentity> running(ContainerdSettings settings) {
    try {
      return ProcessIdentity.parse(Files.readString(settings.pidFile()))
          .filter(ProcessIdentity::isAlive);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Path require(String program) throws IOException {
    return NodeParts.program(program)
        .orElseThrow(() -> new IOException("this machine has no " + program));
  }

  private static void writeConfiguration(ContainerdSettings settings, Path containerd)
      throws IOException, InterruptedException {
    Files.createDirectories(settings.root());
    boolean overlay = Mounts.supportsOverlay(settings.root());
    var machine =
        new ContainerdConfig.Machine(
            ContainerdConfig.majorVersion(containerd),
            overlay ? "overlayfs" : "native",
            require("runc"),
            !Capabilities.ofThisProcess().has(Capability.SYS_RESOURCE));
    replace(settings.configuration(), ContainerdConfig.text(settings, machine));
  }

  /// containerd reads this at every pull, so a new endpoint counts at once.
  private static void writeMirror(ContainerdSettings settings) throws IOException {
    Path directory = settings.hosts().resolve("_default");
    Files.createDirectories(directory);
    replace(directory.resolve("hosts.toml"), ContainerdConfig.mirror(settings.imageEndpoint()));
  }

  /// Files are for root only: the mirror's URL is a secret.
  private static void replace(Path file, String text) throws IOException {
    Path incoming =
        Files.createTempFile(
            file.getParent(),
            ".new",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(incoming, text);
    Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void rotateLog(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Files.move(log, log.resolveSibling("containerd.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean answers(ContainerdSettings settings, ProcessIdentity identity)
      throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (identity.isAlive() && System.nanoTime() < deadline) {
      if (Files.exists(settings.socket())) {
        try (var client = new CriClient(settings.socket())) {
          client.version();
          return true;
        } catch (CriException e) {
          LOG.log(System.Logger.Level.TRACE, "containerd is not ready: {0}", e.getMessage());
        }
      }
      Thread.sleep(20);
    }
    return false;
  }

  private static String lastWords(ContainerdSettings settings) {
    try {
      byte[] log = Files.readAllBytes(settings.log());
      int from = Math.max(0, log.length - 2000);
      return ": " + new String(log, from, log.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /// The socket on which it speaks the container runtime interface.
  public Path socket() {
    return settings.socket();
  }

  /// The file its log is appended to.
  public Path log() {
    return settings.log();
  }

  /// Its process number.
  public long pid() {
    return identity.pid();
  }

  /// Whether it ran already, so that its containers may still run.
  public boolean isAdopted() {
    return adopted;
  }

  /// Whether it still runs.
  public boolean isAlive() {
    return identity.isAlive();
  }

  /// Ends all pods, containerd itself and whatever it left: shims, mounts, network namespaces and
  /// control groups. Images stay. Does what is left to do when called again.
  public void stop() throws InterruptedException {
    new ContainerdRemoval(settings).remove(identity);
  }

  /// Removes what a containerd of this directory left that is no longer alive.
  public static void removeRemains(ContainerdSettings settings) throws InterruptedException {
    Optional<ContainerdProcess> running = find(settings);
    if (running.isPresent()) {
      running.get().stop();
    } else {
      new ContainerdRemoval(settings).removeRemains();
    }
  }
}
