package io.kubejar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kubejar token`: what machines join with.
@Command(
    name = "token",
    description = "Make, show and delete the tokens that machines join with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  TokenCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: create, list, delete or generate");
  }

  /// `kubejar token create`.
  @Command(name = "create", description = "Make a token.", mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(
        arity = "0..1",
        paramLabel = "TOKEN",
        description = "What it is to be, such as generate makes it (default: a random one).")
    private @Nullable String token;

    @Option(
        names = "--ttl",
        paramLabel = "DURATION",
        defaultValue = "24h0m0s",
        description = "How long it is good for; 0 for ever (default: ${DEFAULT-VALUE}).")
    private String timeToLive = "24h0m0s";

    @Option(
        names = "--usages",
        paramLabel = "USAGES",
        split = ",",
        defaultValue = "signing,authentication",
        description = "What it is good for (default: ${DEFAULT-VALUE}).")
    private List<String> usages = List.of("signing", "authentication");

    @Option(
        names = "--groups",
        paramLabel = "GROUPS",
        split = ",",
        defaultValue = "system:bootstrappers:kubeadm:default-node-token",
        description = "The groups of whoever shows it (default: ${DEFAULT-VALUE}).")
    private List<String> groups = List.of("system:bootstrappers:kubeadm:default-node-token");

    @Option(
        names = "--description",
        paramLabel = "TEXT",
        defaultValue = "",
        description = "What it is for, in words.")
    private String description = "";

    @Option(
        names = "--print-join-command",
        description = "Print the whole command that a machine joins with.")
    private boolean command;

    @Option(
        names = "--certificate-key",
        paramLabel = "KEY",
        description = "Print it with this key, for another server.")
    private @Nullable String certificateKey;

    @Option(
        names = "--upload-certs",
        description =
            "Seal the servers' certificates anew, for two hours, with the key given or a new one.")
    private boolean upload;

    private final Operations operations;
    private final Console console;

    Create(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.tokenCreate(
          cluster,
          new Operations.NewToken(token, timeToLive, usages, groups, description),
          new Operations.JoinCommandLine(command, certificateKey, upload),
          console);
    }
  }

  /// `kubejar token list`.
  @Command(name = "list", description = "Show the tokens.", mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();
    private final Operations operations;
    private final Console console;

    Show(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.tokenList(cluster, console);
    }
  }

  /// `kubejar token delete`.
  @Command(name = "delete", description = "Delete tokens.", mixinStandardHelpOptions = true)
  static final class Delete implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(arity = "1..*", paramLabel = "TOKEN", description = "Tokens, or their first parts.")
    private List<String> tokens = List.of();

    private final Operations operations;
    private final Console console;

    Delete(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.tokenDelete(cluster, tokens, console);
    }
  }

  /// `kubejar token generate`.
  @Command(
      name = "generate",
      description = "Print a random token, which no cluster knows yet.",
      mixinStandardHelpOptions = true)
  static final class Generate implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    Generate(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.tokenGenerate(console);
    }
  }
}
