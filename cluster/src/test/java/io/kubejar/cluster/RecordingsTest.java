package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cli.ServerOptions;
import io.kubejar.client.Informers;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.cluster.recordings.Recording;
import io.kubejar.cluster.recordings.Replay;
import io.kubejar.controllers.certificates.SigningAuthority;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Plays the recorded scenarios of the API against this server, where the recordings are.
///
/// Scenarios that do not pass yet are named in `recordings-known-to-fail.txt`, a list that is to
/// become shorter: one that fails and is not on it fails the test, one that is on it and passes is
/// told. `-Dkubejar.recordings.update=true` writes the list anew instead.
/// `-Dkubejar.recordings.only=REGEX` plays some only.
class RecordingsTest {
  private static final Path RECORDINGS = Path.of("../../shared/kubernetes-1.36/golden");
  private static final Path LIST = Path.of("src/test/resources/recordings-known-to-fail.txt");
  private static final String ONLY = System.getProperty("kubejar.recordings.only", "");
  private static final int JOBS = 12;
  private static final User MANAGER =
      User.of("system:kube-controller-manager", "system:masters", "system:authenticated");

  @TempDir static Path directory;

  private static List<Recording> recordings = List.of();

  @BeforeAll
  static void load() throws IOException {
    Path folder = folder();
    if (folder == null) {
      System.err.println("there are no recordings here: their replay is left out");
      return;
    }
    recordings = Recording.load(folder);
    Files.writeString(directory.resolve("tokens"), "secret,admin,admin,\"system:masters\"\n");
  }

  /// The module's folder is where Maven starts tests, the project's where an editor does.
  private static @Nullable Path folder() {
    for (Path folder : List.of(RECORDINGS, Path.of("../shared/kubernetes-1.36/golden"))) {
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return null;
  }

  @Test
  void theServerAnswersAsRecorded() throws Exception {
    if (recordings.isEmpty()) {
      return;
    }
    Map<String, String> failures = new ConcurrentHashMap<>();
    try (ControlPlane plane = plane("recordings")) {
      play(plane, each -> !each.withControllers(), failures);
    }
    try (ControlPlane plane = plane("recordings-controllers");
        Informers informers = new Informers(plane.client(MANAGER, "kube-controller-manager"));
        Controllers controllers =
            new Controllers(
                account -> plane.client(MANAGER, "kube-controller-manager"),
                informers,
                plane.pki().authorityPem(),
                signing(plane.pki().authority().credential()),
                plane::legacyToken,
                "10.244.0.0/16",
                plane.queues())) {
      informers.start();
      controllers.start();
      play(plane, Recording::withControllers, failures);
    }
    if (Boolean.getBoolean("kubejar.recordings.update")) {
      Files.createDirectories(LIST.getParent());
      Files.write(LIST, new TreeSet<>(failures.keySet()));
      return;
    }
    compare(failures);
  }

  private static SigningAuthority signing(Credential authority) {
    return new SigningAuthority(authority.certificate(), authority.key());
  }

  private static void compare(Map<String, String> failures) throws IOException {
    var known = known();
    var unexpected = new TreeMap<>(failures);
    unexpected.keySet().removeAll(known);
    assertThat(unexpected).as("scenarios that fail and are not known to").isEmpty();
    known.removeIf(name -> !name.matches(".*(" + ONLY + ").*"));
    known.removeAll(failures.keySet());
    if (!known.isEmpty()) {
      System.out.println("These scenarios pass and can be taken off the list: " + known);
    }
  }

  private static TreeSet<String> known() throws IOException {
    return new TreeSet<>(Files.exists(LIST) ? Files.readAllLines(LIST) : List.<String>of());
  }

  private static ControlPlane plane(String name) throws IOException, InterruptedException {
    var plan = AddressPlan.of("kubejar", null, null);
    var options = new ServerOptions();
    new CommandLine(options).parseArgs("--token-auth-file", directory.resolve("tokens").toString());
    var address = new InetSocketAddress("127.0.0.1", 0);
    var config =
        new ClusterConfig(
            name, null, address, plan, new ClusterConfig.Nodes.None(), "cluster.local", options);
    return ControlPlane.start(config, List.of(address), null);
  }

  private static void play(
      ControlPlane plane, Predicate<Recording> which, Map<String, String> failures)
      throws InterruptedException, IOException {
    var together = new ConcurrentLinkedQueue<Recording>();
    var alone = new ConcurrentLinkedQueue<Recording>();
    for (Recording recording : recordings) {
      if (which.test(recording) && recording.name().matches(".*(" + ONLY + ").*")) {
        (recording.serial() ? alone : together).add(recording);
      }
    }
    try (HttpClient client =
        HttpClient.builder()
            .tls(ClientTls.authorities(List.of(plane.pki().authority().certificate())))
            .build()) {
      String server = "https://127.0.0.1:" + plane.server().port();
      Map<String, String> failed = new ConcurrentHashMap<>();
      play(together, JOBS, client, server, failed);
      play(alone, 1, client, server, failed);
      again(failed, client, server);
      failures.putAll(failed);
    }
  }

  /// Plays what has failed once more on its own: a machine with much to do may have been too slow
  /// for what a scenario waits for.
  private static void again(Map<String, String> failed, HttpClient client, String server)
      throws InterruptedException, IOException {
    var known = known();
    var queue = new ConcurrentLinkedQueue<Recording>();
    for (Recording recording : recordings) {
      if (failed.containsKey(recording.name()) && !known.contains(recording.name())) {
        queue.add(recording);
      }
    }
    queue.forEach(recording -> failed.remove(recording.name()));
    play(queue, 1, client, server, failed);
  }

  private static void play(
      ConcurrentLinkedQueue<Recording> queue,
      int jobs,
      HttpClient client,
      String server,
      Map<String, String> failures)
      throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < jobs; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (Recording next = queue.poll(); next != null; next = queue.poll()) {
                      String failure = failure(next, client, server);
                      if (failure != null) {
                        failures.put(next.name(), failure);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static @Nullable String failure(Recording recording, HttpClient client, String server) {
    try {
      return Replay.run(recording, client, server, "secret");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (RuntimeException e) {
      return String.valueOf(e);
    }
  }
}
