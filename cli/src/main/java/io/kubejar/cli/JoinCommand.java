package io.kubejar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kubejar join`.
@Command(
    name = "join",
    description = "Make this machine a node, or another server, of a cluster.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "`kubejar token create --print-join-command` on a server prints the whole command.",
    })
final class JoinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Mixin private final MemberOptions member = new MemberOptions();

  @Parameters(paramLabel = "HOST:PORT", description = "A server of the cluster.")
  private String server = "";

  @Option(
      names = "--token",
      required = true,
      paramLabel = "TOKEN",
      description = "A bootstrap token of the cluster.")
  private String token = "";

  @Option(
      names = "--discovery-token-ca-cert-hash",
      paramLabel = "HASH",
      split = ",",
      description = "Which authority's key to believe: sha256:<hexadecimal digits>.")
  private List<String> hashes = new ArrayList<>();

  @Option(
      names = "--discovery-token-unsafe-skip-ca-verification",
      description = "Believe whoever knows the token; others who know it can pretend to be it.")
  private boolean anyAuthority;

  @Option(names = "--control-plane", description = "Run a server too, over the cluster's etcd.")
  private boolean controlPlane;

  @Option(
      names = "--certificate-key",
      paramLabel = "KEY",
      description = "The key that init sealed the servers' certificates with.")
  private @Nullable String certificateKey;

  @Option(
      names = "--foreground",
      description = "Stay in the foreground, for services and debugging.")
  private boolean foreground;

  @Option(names = "--detach", hidden = true)
  private boolean detach;

  private final Operations operations;
  private final Console console;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  JoinCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (hashes.isEmpty() && !anyAuthority) {
      throw new UserException(
          "name the authority with --discovery-token-ca-cert-hash, or trust whoever knows the token"
              + " with --discovery-token-unsafe-skip-ca-verification");
    }
    if (controlPlane && certificateKey == null) {
      throw new UserException("--control-plane needs the --certificate-key that init printed");
    }
    return operations.join(
        cluster,
        MemberOptions.remembered(spec.commandLine().getParseResult()),
        new Operations.Join(server, token, hashes, controlPlane ? certificateKey : null),
        detach && !foreground,
        console);
  }
}
