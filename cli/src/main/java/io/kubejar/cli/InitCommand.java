package io.kubejar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kubejar init`.
@Command(
    name = "init",
    description = "Start a cluster that other machines can join.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  kubejar init --cluster-init",
      "  kubejar init --etcd-servers https://10.0.0.9:2379 --etcd-cafile … --etcd-certfile … \\",
      "    --etcd-keyfile … --control-plane-endpoint cluster.example.com",
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Mixin private final MemberOptions member = new MemberOptions();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The first bootstrap token (default: a random one).")
  private @Nullable String token;

  @Option(
      names = "--token-ttl",
      paramLabel = "DURATION",
      defaultValue = "24h0m0s",
      description = "How long it is good for; 0 for ever (default: ${DEFAULT-VALUE}).")
  private String timeToLive = "24h0m0s";

  @Option(
      names = "--certificate-key",
      paramLabel = "KEY",
      description =
          "Key that seals what further servers need, 32 bytes as hexadecimal digits (default: a"
              + " random one).")
  private @Nullable String certificateKey;

  @Option(
      names = "--cluster-init",
      description =
          "Keep the state in an etcd that runs beside each server, so that further servers can join"
              + " and the cluster outlives any one of three.")
  private boolean stacked;

  @Option(
      names = "--foreground",
      description = "Stay in the foreground, for services and debugging.")
  private boolean foreground;

  @Option(names = "--detach", hidden = true)
  private boolean detach;

  private final Operations operations;
  private final Console console;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  InitCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<String> arguments = MemberOptions.remembered(spec.commandLine().getParseResult());
    return operations.init(
        cluster,
        arguments,
        new Operations.Init(token, timeToLive, certificateKey, stacked),
        detach && !foreground,
        console);
  }
}
