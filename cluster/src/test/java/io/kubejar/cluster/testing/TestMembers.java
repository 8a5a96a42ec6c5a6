package io.kubejar.cluster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.store.etcd.EtcdProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Several machines of one cluster, with an etcd: on one test machine each has a data directory, an
/// address and a simulated node of its own.
public final class TestMembers implements AutoCloseable {
  private static final String ETCD = "http://127.0.0.1:2379";
  private static final Pattern JOIN = Pattern.compile("kubejar (join .*)");

  private final TestMachine machine;
  private final RunningCommand etcd;

  /// A machine of the cluster.
  ///
  /// @param name of its node
  /// @param address by which the others reach it
  public record Member(String name, String address) {
    String server() {
      return "https://" + address + ":6443";
    }
  }

  /// Whether such machines can be had: addresses and an etcd of their own need root.
  public static boolean available() {
    if (!TestMachine.ROOT) {
      System.out.println("Left out, since only root can have several addresses and machines");
      return false;
    }
    if (!EtcdProcess.available()) {
      throw new IllegalStateException("the tests need an etcd");
    }
    return true;
  }

  /// Sets the machines up; nothing runs but the etcd.
  public static TestMembers start() {
    TestMachine machine = TestMachine.start();
    RunningCommand etcd =
        RunningCommand.start(
            machine.command(
                Map.of(),
                List.of(
                    "etcd",
                    "--data-dir=" + machine.directory().resolve("etcd"),
                    "--listen-client-urls=" + ETCD,
                    "--advertise-client-urls=" + ETCD,
                    "--unsafe-no-fsync")));
    Eventually.eventually(
        () ->
            assertThat(machine.run("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/2379").exit())
                .isZero());
    return new TestMembers(machine, etcd);
  }

  private TestMembers(TestMachine machine, RunningCommand etcd) {
    this.machine = machine;
    this.etcd = etcd;
  }

  /// A machine on which nothing has run yet.
  public Member member(String name, int number) {
    Member member = new Member(name, "10.88.0." + number);
    machine.run("ip", "address", "add", member.address() + "/32", "dev", "lo").require();
    return member;
  }

  public Path directory(Member member) {
    return machine.directory().resolve(member.name());
  }

  /// Runs `kubejar` on a member.
  public Outcome kubejar(Member member, String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of("--data-dir", directory(member).toString()));
    all.addAll(List.of(arguments));
    return machine.kubejar(all.toArray(String[]::new));
  }

  /// Begins a cluster; returns what it says.
  public Outcome init(Member member) {
    return kubejar(
        member,
        "init --simulated --no-merge",
        "--node-name=" + member.name(),
        "--etcd-servers=" + ETCD,
        "--advertise-address=" + member.address());
  }

  /// Lets a member join by a command that was printed.
  public Outcome join(Member member, String command) {
    return kubejar(
        member,
        command,
        "--simulated",
        "--no-merge",
        "--node-name=" + member.name(),
        (command.contains("--control-plane") ? "--advertise-address=" : "--node-ip=")
            + member.address());
  }

  /// The commands to join with that a text holds, the one for nodes first.
  public static List<String> joinCommands(String text) {
    Matcher found = JOIN.matcher(text);
    List<String> commands = new ArrayList<>();
    while (found.find()) {
      commands.add(found.group(1).strip());
    }
    return commands;
  }

  /// kubectl, which asks a member that is a server.
  public Kubectl kubectl(Member member) {
    return new Kubectl(machine, directory(member).resolve("kubeconfig"), List.of());
  }

  /// Kills a member's process, which has no time to do anything about it.
  public void kill(Member member) {
    try {
      String process = Files.readString(directory(member).resolve("kubejar.pid")).split(" ")[0];
      machine.run("kill", "-KILL", process).require();
      Eventually.eventually(
          () -> assertThat(machine.run("kill", "-0", process).exit()).isNotZero());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a [BusyClient] against all of some servers, as the administrator of the first.
  public RunningCommand busy(String manner, Member... servers) {
    return busy(
        machine,
        directory(servers[0]).resolve("kubeconfig"),
        List.of(servers).stream().map(Member::server).toList(),
        manner);
  }

  /// Starts a [BusyClient] on a machine.
  public static RunningCommand busy(
      TestMachine machine, Path kubeconfig, List<String> servers, String manner) {
    return program(machine, BusyClient.class, kubeconfig.toString(), joined(servers), manner);
  }

  /// Starts a [BalancedClient] against all of some servers, as the administrator of the first.
  public RunningCommand balanced(Member... servers) {
    return program(
        machine,
        BalancedClient.class,
        directory(servers[0]).resolve("kubeconfig").toString(),
        joined(List.of(servers).stream().map(Member::server).toList()));
  }

  private static String joined(List<String> servers) {
    return String.join(",", servers);
  }

  private static RunningCommand program(
      TestMachine machine, Class<?> program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    RunningCommand client = RunningCommand.start(machine.command(Map.of(), command));
    Eventually.eventually(() -> assertThat(client.output()).contains("ready"));
    return client;
  }

  /// Ends a [BusyClient] or [BalancedClient] and gives what it tells.
  public static List<String> report(RunningCommand client) {
    client.endInput();
    Eventually.eventually(() -> assertThat(client.output()).endsWith("end\n"));
    return client.output().lines().filter(line -> !line.startsWith("SLF4J")).toList();
  }

  @Override
  public void close() {
    etcd.close();
    machine.close();
  }
}
