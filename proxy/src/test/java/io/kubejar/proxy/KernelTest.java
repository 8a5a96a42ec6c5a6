package io.kubejar.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The rules as the kernel takes them, in a network namespace of their own; for root only.
@EnabledIfSystemProperty(named = "user.name", matches = "root")
final class KernelTest {
  private static final String NAMESPACE = "kj-proxy-test-" + ProcessHandle.current().pid();
  private final Nftables nftables =
      new Nftables("kj-test", List.of("ip", "netns", "exec", NAMESPACE, "nft", "-f", "-"));

  @BeforeEach
  void makeNamespace() throws Exception {
    run("ip", "netns", "add", NAMESPACE);
  }

  @AfterEach
  void removeNamespace() throws Exception {
    run("ip", "netns", "delete", NAMESPACE);
  }

  @Test
  void theKernelTakesEveryTransition() throws Exception {
    List<Ruleset> states =
        List.of(
            rules("ClusterIP", "None", 0, true),
            rules("NodePort", "ClientIP", 30080, true, true, true),
            rules("NodePort", "None", 30081, true, false),
            rules("NodePort", "None", 30081, false),
            Ruleset.EMPTY);
    nftables.replace(Ruleset.EMPTY);
    for (Ruleset from : states) {
      for (Ruleset to : states) {
        nftables.replace(from);
        nftables.change(from, to);
        String changed = listing();
        nftables.replace(to);
        assertThat(lines(changed)).isEqualTo(lines(listing()));
      }
    }
    nftables.remove();
    assertThat(run("ip", "netns", "exec", NAMESPACE, "nft", "list", "tables")).isEmpty();
  }

  private static List<String> lines(String listing) {
    return listing.lines().map(String::strip).sorted().toList();
  }

  private static Ruleset rules(String type, String affinity, int nodePort, boolean... ready) {
    ServiceRules rules =
        new ServiceRules(
            new ProxySettings("kj-test", "node-1", "10.244.0.0/16", java.util.Set.of()));
    rules.add(NftablesTest.service(type, affinity, nodePort), List.of(NftablesTest.slice(ready)));
    return rules.ruleset();
  }

  private static String listing() throws IOException, InterruptedException {
    return run("ip", "netns", "exec", NAMESPACE, "nft", "list", "ruleset");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
