package io.kubejar.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/// `kubejar kubectl …`: the machine's kubectl with the cluster's own kubeconfig.
///
/// From the first word on that is not an option of KubeJar's own, all belongs to kubectl.
@Command(
    name = "kubectl",
    description = "Run kubectl with the cluster's own kubeconfig.",
    footer = {
      "",
      "Example:",
      "  kubejar kubectl get pods -A",
      "  kubejar kubectl --name two get pods -A"
    })
final class KubectlCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    DataDirectory directory = cluster.directory();
    if (!Files.exists(directory.kubeconfig())) {
      throw new UserException(
          "there is no cluster in " + directory.root() + "; start one with: kubejar up");
    }
    List<String> command = new ArrayList<>();
    command.add("kubectl");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("KUBECONFIG", directory.kubeconfig().toString());
    try {
      return builder.start().waitFor();
    } catch (java.io.IOException e) {
      throw new UserException("kubectl can't be run: " + e.getMessage());
    }
  }
}
