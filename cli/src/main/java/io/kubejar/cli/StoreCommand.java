package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `kubejar store`: what keeps a cluster's objects.
@Command(
    name = "store",
    description = "Check and move what keeps a cluster's objects.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  StoreCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: check or migrate");
  }

  /// `kubejar store check`.
  @Command(
      name = "check",
      description = "Read every object of a cluster that does not run, and tell what is damaged.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();
    @Mixin private final EtcdOptions etcd = new EtcdOptions();
    private final Operations operations;
    private final Console console;

    Check(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.storeCheck(cluster, etcd, console);
    }
  }

  /// `kubejar store migrate`.
  @Command(
      name = "migrate",
      description = {
        "Copy a cluster's objects from one store to an empty other one.",
        "No server may work on either meanwhile.",
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:",
        "  kubejar store migrate --from /var/lib/kubejar --to http://127.0.0.1:2379",
      })
  static final class Migrate implements Callable<Integer> {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "DIR|URLS",
        description = "A cluster's data directory, or endpoints of etcd (comma-separated).")
    private String from = "";

    @Option(
        names = "--to",
        required = true,
        paramLabel = "DIR|URLS",
        description = "A cluster's data directory, or endpoints of etcd (comma-separated).")
    private String to = "";

    @Mixin private final EtcdOptions etcd = new EtcdOptions();
    private final Operations operations;
    private final Console console;

    Migrate(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.storeMigrate(from, to, etcd, console);
    }
  }
}
