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
    description = "Check, move and seal what keeps a cluster's objects.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  StoreCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: check, migrate or rotate-key");
  }

  /// `kubejar store check`.
  @Command(
      name = "check",
      description = "Read every object of a cluster that does not run, and tell what is damaged.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Option(
        names = "--cut",
        description =
            "Cut a log that is damaged before its end, first: what was written later is lost. The"
                + " log is kept as it was.")
    private boolean cut;

    @Mixin private final ClusterOptions cluster = new ClusterOptions();
    @Mixin private final EtcdOptions etcd = new EtcdOptions();
    @Mixin private final SealingOptions sealing = new SealingOptions();
    private final Operations operations;
    private final Console console;

    Check(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.storeCheck(cluster, etcd, sealing, cut, console);
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
    @Mixin private final SealingOptions sealing = new SealingOptions();
    private final Operations operations;
    private final Console console;

    Migrate(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.storeMigrate(from, to, etcd, sealing, console);
    }
  }

  /// `kubejar store rotate-key`.
  @Command(
      name = "rotate-key",
      description = {
        "Make a new key for secrets in the store.",
        "A running cluster takes it over by itself and seals its secrets anew; several servers"
            + " hand",
        "it round, and use it when all have it.",
      },
      mixinStandardHelpOptions = true)
  static final class RotateKey implements Callable<Integer> {
    @Option(
        names = "--drop-old",
        description =
            "Seal everything with the newest key and forget the older ones. A server that keeps the"
                + " state itself has to be stopped; servers over an etcd may run.")
    private boolean dropOld;

    @Mixin private final ClusterOptions cluster = new ClusterOptions();
    private final Operations operations;
    private final Console console;

    RotateKey(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.storeRotateKey(cluster, dropOld, console);
    }
  }
}
