package io.kubejar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What users type, and what they get for it.
final class KubejarCommandTest {
  private final Recorded operations = new Recorded();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = KubejarCommand.commandLine(operations);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @Test
  void upHasSensibleDefaults() {
    assertThat(run("up")).isZero();
    assertThat(operations.calls)
        .containsExactly("up kubejar port=6443 simulated=false detach=false");
  }

  @Test
  void upTakesItsOptions() {
    assertThat(run("up", "--name", "two", "--port", "7443", "--simulated", "--nodes=3")).isZero();
    assertThat(operations.calls).containsExactly("up two port=7443 simulated=true detach=false");
  }

  @Test
  void foregroundWinsOverDetach() {
    run("up", "--detach", "--foreground");
    assertThat(operations.calls.getFirst()).endsWith("detach=false");
  }

  @Test
  void theDataDirectoryFollowsFromTheName() {
    assertThat(DataDirectory.ofName("kubejar", true).root()).hasToString("/var/lib/kubejar");
    assertThat(DataDirectory.ofName("two", true).root()).hasToString("/var/lib/kubejar-two");
    assertThat(DataDirectory.ofName("two", false).root().getFileName()).hasToString(".kubejar-two");
  }

  @Test
  void aWrongOptionIsNamedAndExitsWithTwo() {
    assertThat(run("up", "--prot", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("--prot").contains("--port");
    assertThat(operations.calls).isEmpty();
  }

  @Test
  void aPortThatIsNoNumberIsNamed() {
    assertThat(run("up", "--port", "http")).isEqualTo(2);
    assertThat(err.toString()).contains("--port").contains("http");
  }

  @Test
  void noCommandTellsWhatThereIs() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("a command is missing").contains("up");
  }

  @Test
  void everyRoleIsACommand() {
    for (Role role : Role.values()) {
      assertThat(run(role.name().toLowerCase(java.util.Locale.ROOT))).isZero();
    }
    assertThat(operations.calls).hasSize(Role.values().length);
  }

  @Test
  void aFailureTheUserCanMendShowsItsMessageOnly() {
    operations.failure = new UserException("port 6443 is in use");
    assertThat(run("up")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("kubejar: port 6443 is in use");
  }

  @Test
  void aFileThatIsNotThereIsNamedWithoutAStackTrace() {
    operations.failure = new UncheckedIOException(new NoSuchFileException("/tokens.csv"));
    assertThat(run("up")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("kubejar: /tokens.csv: there is no such file or directory");
  }

  @Test
  void optionsAfterKubectlsFirstWordAreKubectls() {
    assertThat(run("kubectl", "--name", "no-such", "expose", "deploy", "a", "--name", "b"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("kubejar-no-such").doesNotContain("kubejar-b");
  }

  @Test
  void statusAsJsonIsAskedFor() {
    assertThat(run("status", "-o", "json")).isZero();
    assertThat(operations.calls).containsExactly("status kubejar json=true");
    assertThat(run("status", "-o", "xml")).isEqualTo(2);
  }

  @Test
  void helpShowsExamples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Examples:").contains("kubejar up --simulated --nodes 3");
  }

  @Test
  void imageBuildNeedsATag() {
    assertThat(run("image", "build", ".")).isEqualTo(2);
    assertThat(err.toString()).contains("--tag");
    assertThat(run("image", "build", "-t", "hello:1", "dir")).isZero();
    assertThat(operations.calls).containsExactly("image build hello:1 dir");
  }

  @Test
  void theStoreIsBackedUpRestoredCheckedAndMoved() {
    assertThat(run("backup", "--name", "a", "b.zip")).isZero();
    assertThat(run("restore", "--etcd-servers", "http://127.0.0.1:2379", "--force", "b.zip"))
        .isZero();
    assertThat(run("store", "check")).isZero();
    assertThat(run("store", "migrate", "--from", "a", "--to", "http://b:1")).isZero();
    assertThat(operations.calls)
        .containsExactly(
            "backup a b.zip",
            "restore b.zip [http://127.0.0.1:2379] replace=true",
            "check kubejar",
            "migrate a http://b:1");
    assertThat(run("backup")).isEqualTo(2);
    assertThat(run("store")).isEqualTo(2);
    assertThat(run("store", "migrate", "--from", "a")).isEqualTo(2);
  }

  @Test
  void initRemembersWhatAMachineNeedsToStartAgain() {
    run("init", "--name", "two", "--token", "abcdef.0123456789abcdef", "--no-node", "--port=7443");
    assertThat(operations.calls)
        .containsExactly("init two [--no-node=true, --port=7443] Init[24h0m0s, false]");
    MemberOptions again = MemberOptions.of(List.of("--no-node=true", "--port=1", "--port=7443"));
    assertThat(again.withNode()).isFalse();
    assertThat(again.run().port()).isEqualTo(7443);
  }

  @Test
  void joinKeepsNoSecrets() {
    run(
        "join",
        "10.0.0.1:6443",
        "--token=abcdef.0123456789abcdef",
        "--discovery-token-ca-cert-hash=sha256:00",
        "--control-plane",
        "--certificate-key",
        "s3cret",
        "--node-ip=10.0.0.2");
    assertThat(operations.calls)
        .containsExactly("join kubejar [--node-ip=10.0.0.2] Join[10.0.0.1:6443]");
  }

  @Test
  void joinWantsToKnowWhomToBelieve() {
    assertThat(run("join", "10.0.0.1:6443", "--token=abcdef.0123456789abcdef")).isEqualTo(1);
    assertThat(err.toString()).contains("--discovery-token-ca-cert-hash");
    assertThat(
            run(
                "join",
                "10.0.0.1:6443",
                "--token=abcdef.0123456789abcdef",
                "--discovery-token-unsafe-skip-ca-verification",
                "--control-plane"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("--certificate-key");
    assertThat(operations.calls).isEmpty();
  }

  @Test
  void tokensAreMadeShownAndDeleted() {
    run("token", "create", "--ttl=1h", "--usages", "signing", "--print-join-command");
    run("token", "list");
    run("token", "delete", "abcdef", "ghijkl");
    run("etcd", "members");
    run("etcd", "remove", "three");
    assertThat(operations.calls)
        .containsExactly(
            "token create 1h [signing] JoinCommandLine[true, false]",
            "token list kubejar",
            "token delete [abcdef, ghijkl]",
            "etcd members kubejar",
            "etcd remove three");
  }

  private static final class Recorded implements Operations {
    final List<String> calls = new ArrayList<>();
    RuntimeException failure = new IllegalStateException();

    private boolean failing() {
      return !(failure instanceof IllegalStateException);
    }

    private int call(String text) {
      calls.add(text);
      if (failing()) {
        throw failure;
      }
      return 0;
    }

    @Override
    public int up(ClusterOptions cluster, RunOptions run, boolean detach, Console console) {
      return call(
          "up %s port=%d simulated=%s detach=%s"
              .formatted(cluster.name(), run.port(), run.simulated(), detach));
    }

    @Override
    public int init(
        ClusterOptions cluster,
        List<String> arguments,
        Init init,
        boolean detach,
        Console console) {
      return call("init %s %s %s".formatted(cluster.name(), arguments, init));
    }

    @Override
    public int join(
        ClusterOptions cluster,
        List<String> arguments,
        Join join,
        boolean detach,
        Console console) {
      return call("join %s %s %s".formatted(cluster.name(), arguments, join));
    }

    @Override
    public int tokenCreate(
        ClusterOptions cluster, NewToken token, JoinCommandLine shown, Console console) {
      return call("token create %s %s %s".formatted(token.timeToLive(), token.usages(), shown));
    }

    @Override
    public int tokenList(ClusterOptions cluster, Console console) {
      return call("token list " + cluster.name());
    }

    @Override
    public int tokenDelete(ClusterOptions cluster, List<String> tokens, Console console) {
      return call("token delete " + tokens);
    }

    @Override
    public int tokenGenerate(Console console) {
      return call("token generate");
    }

    @Override
    public int role(Role role, ClusterOptions cluster, RunOptions run, Console console) {
      return call("role " + role);
    }

    @Override
    public int down(ClusterOptions cluster, boolean reset, Console console) {
      return call("down " + cluster.name() + " reset=" + reset);
    }

    @Override
    public int status(ClusterOptions cluster, boolean json, Console console) {
      return call("status " + cluster.name() + " json=" + json);
    }

    @Override
    public int rehearse(Console console) {
      return call("rehearse");
    }

    @Override
    public int backup(ClusterOptions cluster, EtcdOptions etcd, Path file, Console console) {
      return call("backup " + cluster.name() + " " + file);
    }

    @Override
    public int restore(
        ClusterOptions cluster,
        EtcdOptions etcd,
        SealingOptions sealing,
        Path file,
        boolean replace,
        Console console) {
      return call("restore " + file + " " + etcd.servers() + " replace=" + replace);
    }

    @Override
    public int storeCheck(
        ClusterOptions cluster,
        EtcdOptions etcd,
        SealingOptions sealing,
        boolean cut,
        Console console) {
      return call("check " + cluster.name() + (cut ? " cut" : ""));
    }

    @Override
    public int storeMigrate(
        String from, String to, EtcdOptions etcd, SealingOptions sealing, Console console) {
      return call("migrate " + from + " " + to);
    }

    @Override
    public int storeRotateKey(ClusterOptions cluster, boolean dropOld, Console console) {
      return call("rotate-key " + cluster.name() + (dropOld ? " drop-old" : ""));
    }

    @Override
    public int etcdMembers(ClusterOptions cluster, Console console) {
      return call("etcd members " + cluster.name());
    }

    @Override
    public int etcdRemove(ClusterOptions cluster, String member, Console console) {
      return call("etcd remove " + member);
    }

    @Override
    public int imageBuild(
        ClusterOptions cluster, String name, Path directory, Path file, Console console) {
      return call("image build " + name + " " + directory);
    }

    @Override
    public int imageBusybox(ClusterOptions cluster, String name, Console console) {
      return call("image busybox " + name);
    }

    @Override
    public int imageLoad(ClusterOptions cluster, Path archive, Console console) {
      return call("image load " + archive);
    }

    @Override
    public List<String> images(ClusterOptions cluster) {
      return List.of("hello:1");
    }
  }
}
