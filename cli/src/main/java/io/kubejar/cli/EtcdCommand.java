package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kubejar etcd`: the members of an etcd that runs beside the servers.
@Command(
    name = "etcd",
    description = "Show and take out members of the etcd that runs beside the servers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class EtcdCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  EtcdCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: members or remove");
  }

  /// `kubejar etcd members`.
  @Command(
      name = "members",
      description = "Show the members, on a server.",
      mixinStandardHelpOptions = true)
  static final class Members implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();
    private final Operations operations;
    private final Console console;

    Members(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.etcdMembers(cluster, console);
    }
  }

  /// `kubejar etcd remove`.
  @Command(
      name = "remove",
      description = {
        "Take out the member of a machine that is gone for good.",
        "A machine that is still there leaves by itself: kubejar reset.",
      },
      mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "MEMBER", description = "Its name or its id.")
    private String member = "";

    private final Operations operations;
    private final Console console;

    Remove(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.etcdRemove(cluster, member, console);
    }
  }
}
