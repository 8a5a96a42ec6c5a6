package io.kubejar.cluster.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real `kubectl` on a cluster.
public final class Kubectl {
  private final TestMachine machine;
  private final Path kubeconfig;
  private final List<String> options;

  Kubectl(TestMachine machine, Path kubeconfig, List<String> options) {
    this.machine = machine;
    this.kubeconfig = kubeconfig;
    this.options = options;
  }

  /// One that works in a namespace.
  Kubectl in(String namespace) {
    return new Kubectl(machine, kubeconfig, List.of("--namespace", namespace));
  }

  /// Runs it to its end, however that is.
  public Outcome run(String... arguments) {
    return Outcome.of(command(arguments), "");
  }

  /// Runs it with input.
  public Outcome runWith(String input, String... arguments) {
    return Outcome.of(command(arguments), input);
  }

  /// Runs it to its end with a program as its editor.
  public Outcome editing(Path editor, String... arguments) {
    ProcessBuilder command = command(arguments);
    command.environment().put("KUBE_EDITOR", editor.toString());
    return Outcome.of(command, "");
  }

  /// Runs it, has it succeed and returns what it wrote.
  public String ok(String... arguments) {
    return run(arguments).require();
  }

  /// Starts it and lets it run on.
  public RunningCommand start(String... arguments) {
    return RunningCommand.start(command(arguments));
  }

  /// Applies a manifest.
  public String apply(String manifest) {
    return runWith(manifest, "apply", "-f", "-").require();
  }

  /// A value of objects, by a JSON path such as `{.status.phase}`.
  public String value(String objects, String path) {
    List<String> arguments = new ArrayList<>(List.of("get"));
    arguments.addAll(List.of(objects.split(" ")));
    arguments.addAll(List.of("-o", "jsonpath=" + path));
    return ok(arguments.toArray(String[]::new));
  }

  /// The reasons of an object's events, the oldest first.
  public List<String> events(String object) {
    return ok(
            "get",
            "events",
            "--sort-by=.metadata.creationTimestamp",
            "--field-selector=involvedObject.name=" + object,
            "-o",
            "jsonpath={range .items[*]}{.reason}{\"\\n\"}{end}")
        .lines()
        .toList();
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    // A subcommand's plugin-like arguments after "--" have to stay last.
    command.addAll(options);
    command.addAll(List.of(arguments));
    return machine.command(
        Map.of(
            "KUBECONFIG", kubeconfig.toString(),
            "HOME", machine.directory().toString(),
            "KUBE_EDITOR", "true"),
        command);
  }
}
