package io.kubejar.node.cni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rules in iptables that the plugin portmap makes for host ports.
///
/// It removes those of a sandbox with the sandbox, but never the chains that all share, and nothing
/// of a sandbox that ended without it.
final class HostPortRules {

  private static final List<String> SHARED =
      List.of("CNI-HOSTPORT-DNAT", "CNI-HOSTPORT-SETMARK", "CNI-HOSTPORT-MASQ");

  private HostPortRules() {}

  /// Removes what is left of a network, and the shared chains when nobody uses them any more.
  static void removeOf(String network) throws InterruptedException {
    removeOf(network, "iptables", "ip");
    removeOf(network, "ip6tables", "ip6");
  }

  private static void removeOf(String network, String program, String family)
      throws InterruptedException {
    // Even listing makes the tables where there are none, so look without it first.
    if (!hasTable(family)) {
      return;
    }
    List<String> rules = rules(program);
    if (rules.stream().anyMatch(rule -> rule.contains("CNI-"))) {
      for (String rule : rules) {
        if (rule.startsWith("-A CNI-HOSTPORT-DNAT ") && rule.contains("\"" + network + "\"")) {
          delete(program, rule);
          String chain = target(rule);
          nat(program, "-F", chain);
          nat(program, "-X", chain);
        }
      }
      List<String> left = rules(program);
      if (left.stream().noneMatch(rule -> rule.startsWith("-A CNI-HOSTPORT-DNAT "))) {
        left.stream()
            .filter(rule -> rule.startsWith("-A ") && SHARED.contains(target(rule)))
            .forEach(rule -> deleteQuietly(program, rule));
        for (String chain : SHARED) {
          nat(program, "-F", chain);
          nat(program, "-X", chain);
        }
      }
    }
    List<String> left = rules(program);
    boolean empty = left.stream().allMatch(rule -> rule.matches("-P \\S+ ACCEPT"));
    if (empty && !left.isEmpty()) {
      Commands.attempt("nft", "delete", "table", family, "nat");
    }
  }

  /// nftables shows what iptables makes in it; the older iptables has a list of its own.
  private static boolean hasTable(String family) throws InterruptedException {
    Commands.Outcome tables = Commands.attempt("nft", "list", "tables", family);
    if (tables.output().lines().anyMatch(("table " + family + " nat")::equals)) {
      return true;
    }
    try {
      Path names =
          Path.of("/proc/net", family.equals("ip") ? "ip_tables_names" : "ip6_tables_names");
      return Files.exists(names) && Files.readAllLines(names).contains("nat");
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> rules(String program) throws InterruptedException {
    Commands.Outcome outcome = nat(program, "-S");
    return outcome.exit() == 0 ? outcome.output().lines().toList() : List.of();
  }

  private static String target(String rule) {
    List<String> words = words(rule);
    int jump = words.indexOf("-j");
    return jump < 0 || jump + 1 == words.size() ? "" : words.get(jump + 1);
  }

  private static void deleteQuietly(String program, String rule) {
    try {
      delete(program, rule);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(String program, String rule) throws InterruptedException {
    List<String> words = words(rule);
    words.set(0, "-D");
    nat(program, words.toArray(String[]::new));
  }

  private static Commands.Outcome nat(String program, String... arguments)
      throws InterruptedException {
    var command = new ArrayList<>(List.of(program, "-w", "-t", "nat"));
    command.addAll(List.of(arguments));
    return Commands.attempt(command.toArray(String[]::new));
  }

  /// Words are separated by blanks; a quoted word may hold blanks and escaped quotes.
  static List<String> words(String rule) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    boolean quoted = false;
    boolean some = false;
    for (int i = 0; i < rule.length(); i++) {
      char c = rule.charAt(i);
      if (c == '\\' && i + 1 < rule.length()) {
        word.append(rule.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
        some = true;
      } else if (c == ' ' && !quoted) {
        if (some || word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
        some = false;
      } else {
        word.append(c);
      }
    }
    if (some || word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }
}
