package io.kubejar.cluster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A cluster on a test's machine, started and stopped by the command line.
public final class TestCluster {
  private final TestMachine machine;
  private final String name;
  private final List<String> options;
  private final Path directory;
  private final Kubectl kubectl;

  /// @param options of `kubejar up`
  public TestCluster(TestMachine machine, String name, List<String> options) {
    this.machine = machine;
    this.name = name;
    this.options = options;
    this.directory = machine.directory().resolve(name);
    this.kubectl = new Kubectl(machine, directory.resolve("kubeconfig"), List.of());
  }

  /// Runs `kubejar` for this cluster.
  public Outcome kubejar(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of("--name", name, "--data-dir", directory.toString()));
    all.addAll(List.of(arguments));
    return machine.kubejar(all.toArray(String[]::new));
  }

  /// Starts it, with the images `busybox:1` and `hello:1` when it has real nodes, and returns once
  /// its nodes are ready.
  public TestCluster up() {
    if (!options.contains("--simulated")) {
      busyboxImage();
      Path hello = TestMachine.repository().resolve("examples/hello/image");
      kubejar("image build", "-t", "hello:1", hello.toString()).require();
    }
    upAgain();
    Eventually.eventually(
        () ->
            assertThat(
                    kubectl
                        .value(
                            "nodes",
                            "{range .items[*]}{.status.conditions[?(@.type==\"Ready\")].status}"
                                + "{.spec.taints}{\"\\n\"}{end}")
                        .strip())
                .matches("True(\nTrue)*"));
    return this;
  }

  /// Makes the image `busybox:1` known to it.
  public void busyboxImage() {
    kubejar("image busybox", "-t", "busybox:1").require();
  }

  /// Starts one role of it as a process of its own, which ends with the answer.
  public RunningCommand role(String role, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of(role, "--name", name, "--data-dir", directory.toString()));
    all.addAll(List.of(arguments));
    return machine.startKubejar(all.toArray(String[]::new));
  }

  /// Starts it as it was.
  public String upAgain() {
    return kubejar("up", options.toArray(String[]::new)).require();
  }

  /// The id of the process that runs it, as its machine counts them.
  public String process() {
    try {
      return Files.readString(directory.resolve("kubejar.pid")).split(" ")[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Kills the process that runs it, which has no time to do anything about it.
  public void kill() {
    String process = process();
    machine.run("kill", "-KILL", process).require();
    Eventually.eventually(() -> assertThat(machine.run("kill", "-0", process).exit()).isNotZero());
  }

  public String name() {
    return name;
  }

  public Path directory() {
    return directory;
  }

  public TestMachine machine() {
    return machine;
  }

  public Kubectl kubectl() {
    return kubectl;
  }

  /// A new namespace; pods can be made once it has its service account.
  public Namespace namespace(String namespace) {
    kubectl.ok("create", "namespace", namespace);
    Kubectl inside = kubectl.in(namespace);
    Eventually.eventually(() -> inside.ok("get", "serviceaccount", "default"));
    return new Namespace(namespace, this, inside);
  }

  /// A way to it for clients in this process.
  public Reach reach() {
    return new Reach(machine, directory.resolve("kubeconfig"));
  }

  /// Tells what there is, for a test that failed.
  void dump() {
    System.out.println(kubectl.run("get", "all,nodes,endpointslices", "-A", "-o", "wide").text());
    System.out.println(
        kubectl.run("get", "events", "-A", "--sort-by=.metadata.creationTimestamp").text());
    try {
      List<String> log = Files.readAllLines(directory.resolve("kubejar.log"));
      log.subList(Math.max(0, log.size() - 60), log.size()).forEach(System.out::println);
    } catch (IOException e) {
      System.out.println("no log: " + e);
    }
  }
}
