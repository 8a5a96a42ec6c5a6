package io.kubejar.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The kernel's table of a cluster, changed by transactions of the `nft` program.
final class Nftables {
  private static final String FIXED =
      """
      add table ip %1$s
      delete table ip %1$s
      add table ip %1$s { comment "service rules of KubeJar"; }
      add map ip %1$s services { type ipv4_addr . inet_proto . inet_service : verdict; }
      add map ip %1$s node-ports { type inet_proto . inet_service : verdict; }
      add map ip %1$s refused { type ipv4_addr . inet_proto . inet_service : verdict; }
      add map ip %1$s refused-node-ports { type inet_proto . inet_service : verdict; }
      add chain ip %1$s mark-for-masquerade
      add rule ip %1$s mark-for-masquerade meta mark set meta mark or 0x4000
      add chain ip %1$s refuse
      add rule ip %1$s refuse meta l4proto tcp reject with tcp reset
      add rule ip %1$s refuse reject with icmp type port-unreachable
      add chain ip %1$s find
      add rule ip %1$s find ip daddr . meta l4proto . th dport vmap @services
      add rule ip %1$s find fib daddr type local meta l4proto . th dport vmap @node-ports
      add chain ip %1$s refuse-unserved
      add rule ip %1$s refuse-unserved ip daddr . meta l4proto . th dport vmap @refused
      add rule ip %1$s refuse-unserved fib daddr type local meta l4proto . th dport vmap @refused-node-ports
      add chain ip %1$s guard { type filter hook prerouting priority raw; }
      add rule ip %1$s guard iifname != "lo" ip daddr 127.0.0.0/8 drop
      add chain ip %1$s nat-prerouting { type nat hook prerouting priority dstnat; }
      add rule ip %1$s nat-prerouting jump find
      add chain ip %1$s nat-output { type nat hook output priority -100; }
      add rule ip %1$s nat-output jump find
      add chain ip %1$s nat-postrouting { type nat hook postrouting priority srcnat; }
      add rule ip %1$s nat-postrouting meta mark & 0x4000 != 0x4000 return
      add rule ip %1$s nat-postrouting meta mark set meta mark xor 0x4000
      add rule ip %1$s nat-postrouting masquerade fully-random
      add chain ip %1$s filter-input { type filter hook input priority -110; }
      add rule ip %1$s filter-input ct state new jump refuse-unserved
      add chain ip %1$s filter-forward { type filter hook forward priority -110; }
      add rule ip %1$s filter-forward ct state new jump refuse-unserved
      add chain ip %1$s filter-output { type filter hook output priority -110; }
      add rule ip %1$s filter-output ct state new jump refuse-unserved
      """;

  private final String table;
  private final List<String> program;

  Nftables(String table) {
    this(table, List.of("nft", "-f", "-"));
  }

  /// A table changed by another command that reads scripts, such as `nft` in another namespace.
  Nftables(String table, List<String> program) {
    this.table = table;
    this.program = program;
  }

  /// Makes the table anew with all of the rules.
  void replace(Ruleset rules) throws IOException, InterruptedException {
    run(FIXED.formatted(table) + transition(Ruleset.EMPTY, rules));
  }

  /// Brings the table from one set of rules to another, all or nothing.
  void change(Ruleset from, Ruleset to) throws IOException, InterruptedException {
    String script = transition(from, to);
    if (!script.isEmpty()) {
      run(script);
    }
  }

  /// Takes the table out of the kernel.
  void remove() throws IOException, InterruptedException {
    run("add table ip " + table + "\ndelete table ip " + table + "\n");
  }

  /// The commands between two sets of rules: first what is new, then who points where, then what is
  /// no longer pointed at.
  String transition(Ruleset from, Ruleset to) {
    StringBuilder script = new StringBuilder();
    to.affinitySets()
        .forEach(
            (set, seconds) -> {
              if (!seconds.equals(from.affinitySets().get(set))) {
                line(
                    script,
                    "add set ip %s %s { type ipv4_addr; size 65536; flags dynamic,timeout;"
                        + " timeout %ds; }",
                    set,
                    seconds);
              }
            });
    for (String chain : to.chains().keySet()) {
      if (!from.chains().containsKey(chain)) {
        line(script, "add chain ip %s %s", chain);
      }
    }
    to.chains()
        .forEach(
            (chain, rules) -> {
              List<String> old = from.chains().get(chain);
              if (!rules.equals(old)) {
                if (old != null) {
                  line(script, "flush chain ip %s %s", chain);
                }
                for (String rule : rules) {
                  line(script, "add rule ip %s %s %s", chain, rule);
                }
              }
            });
    elements(script, "services", from.services(), to.services());
    elements(script, "node-ports", from.nodePorts(), to.nodePorts());
    elements(script, "refused", from.refused(), to.refused());
    elements(script, "refused-node-ports", from.refusedNodePorts(), to.refusedNodePorts());
    List<String> gone =
        from.chains().keySet().stream().filter(chain -> !to.chains().containsKey(chain)).toList();
    gone.forEach(chain -> line(script, "flush chain ip %s %s", chain));
    gone.forEach(chain -> line(script, "delete chain ip %s %s", chain));
    for (String set : from.affinitySets().keySet()) {
      if (!to.affinitySets().containsKey(set)) {
        line(script, "delete set ip %s %s", set);
      }
    }
    return script.toString();
  }

  private void elements(
      StringBuilder script, String map, Map<String, String> from, Map<String, String> to) {
    from.forEach(
        (key, verdict) -> {
          if (!verdict.equals(to.get(key))) {
            line(script, "delete element ip %s %s { %s }", map, key);
          }
        });
    to.forEach(
        (key, verdict) -> {
          if (!verdict.equals(from.get(key))) {
            line(script, "add element ip %s %s { %s : %s }", map, key, verdict);
          }
        });
  }

  private void line(StringBuilder script, String format, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = table;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    script.append(format.formatted(all)).append('\n');
  }

  private void run(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(program).redirectErrorStream(true).start();
    try {
      try (var in = process.getOutputStream()) {
        in.write(script.getBytes(StandardCharsets.UTF_8));
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("nft refused the rules: " + output);
      }
    } finally {
      process.destroy();
    }
  }
}
