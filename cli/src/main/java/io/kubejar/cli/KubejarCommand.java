package io.kubejar.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `kubejar`, with all others below it.
@Command(
    name = "kubejar",
    description = "Kubernetes in one jar.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  kubejar up                        a cluster with real containers on this machine",
      "  kubejar up --simulated --nodes 3  three simulated nodes, no root needed",
      "  kubejar kubectl get pods -A       kubectl with the cluster's own kubeconfig",
      "  kubejar down                      stop everything, pods included",
      "  kubejar reset                     … and delete the data",
      "  kubejar backup monday.zip         a backup of the running cluster",
    })
public final class KubejarCommand implements Runnable {
  @Spec private CommandSpec spec;

  /// Made by picocli through [#commandLine].
  @SuppressWarnings("NullAway.Init") // picocli sets the field
  KubejarCommand() {}

  /// The command line over a set of operations.
  ///
  /// @param arguments what is to be executed; when they begin with a command's name the other
  ///   commands are left out, since making them all takes longer than many a command itself
  public static CommandLine commandLine(Operations operations, String... arguments) {
    boolean terminal =
        System.console() != null && System.console().isTerminal()
            || System.getenv("KUBEJAR_TERMINAL") != null;
    PrintWriter out = new PrintWriter(System.out, true);
    Console console = new Console(out, terminal);
    CommandLine line = new CommandLine(new KubejarCommand());
    Map<String, Supplier<Object>> commands = commands(operations, console);
    Supplier<Object> only = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (only != null && !arguments[0].equals("completion")) {
      line.addSubcommand(arguments[0], only.get());
    } else {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    }
    IExecutionExceptionHandler failures =
        (failure, command, result) -> {
          command.getErr().println("kubejar: " + Failures.message(failure));
          if (!Failures.expected(failure)) {
            failure.printStackTrace(command.getErr());
          }
          return 1;
        };
    line.setExecutionExceptionHandler(failures);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    return line;
  }

  private static Map<String, Supplier<Object>> commands(Operations operations, Console console) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("up", () -> new UpCommand(operations, console));
    commands.put("init", () -> new InitCommand(operations, console));
    commands.put("join", () -> new JoinCommand(operations, console));
    commands.put(
        "token",
        () ->
            new CommandLine(new TokenCommand())
                .addSubcommand(new TokenCommand.Create(operations, console))
                .addSubcommand(new TokenCommand.Show(operations, console))
                .addSubcommand(new TokenCommand.Delete(operations, console))
                .addSubcommand(new TokenCommand.Generate(operations, console)));
    commands.put(
        "etcd",
        () ->
            new CommandLine(new EtcdCommand())
                .addSubcommand(new EtcdCommand.Members(operations, console))
                .addSubcommand(new EtcdCommand.Remove(operations, console)));
    commands.put("down", () -> new DownCommand(operations, console));
    commands.put("reset", () -> new ResetCommand(operations, console));
    commands.put("status", () -> new StatusCommand(operations, console));
    commands.put("logs", () -> new LogsCommand(console));
    commands.put("kubectl", () -> new CommandLine(new KubectlCommand()).setStopAtUnmatched(true));
    commands.put(
        "image",
        () ->
            new CommandLine(new ImageCommand())
                .addSubcommand(new ImageCommand.Build(operations, console))
                .addSubcommand(new ImageCommand.Busybox(operations, console))
                .addSubcommand(new ImageCommand.Load(operations, console))
                .addSubcommand(new ImageCommand.Show(operations, console)));
    commands.put("backup", () -> new BackupCommand(operations, console));
    commands.put("restore", () -> new RestoreCommand(operations, console));
    commands.put(
        "store",
        () ->
            new CommandLine(new StoreCommand())
                .addSubcommand(new StoreCommand.Check(operations, console))
                .addSubcommand(new StoreCommand.Migrate(operations, console))
                .addSubcommand(new StoreCommand.RotateKey(operations, console)));
    commands.put("completion", () -> new GenerateCompletion());
    commands.put("rehearse", () -> new RehearseCommand(operations, console));
    for (Role role : Role.values()) {
      commands.put(
          role.name().toLowerCase(Locale.ROOT), () -> new RoleCommand(role, operations, console));
    }
    return commands;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
