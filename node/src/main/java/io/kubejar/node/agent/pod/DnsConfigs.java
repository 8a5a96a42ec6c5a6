package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodDNSConfig;
import io.kubejar.api.core.v1.PodDNSConfigOption;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.cri.v1.DNSConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How pods resolve names: their policy and own settings over those of the cluster and the node.
final class DnsConfigs {
  private static final Path UPSTREAM = Path.of("/run/systemd/resolve/resolv.conf");
  private static final Path HOST = Path.of("/etc/resolv.conf");

  private DnsConfigs() {}

  static DNSConfig of(Pod pod, NodeConfig node) {
    Set<String> servers = new LinkedHashSet<>();
    Set<String> searches = new LinkedHashSet<>();
    Map<String, String> options = new LinkedHashMap<>();
    String policy = pod.spec().dnsPolicy();
    boolean cluster =
        policy.equals("ClusterFirstWithHostNet")
            || (!policy.equals("Default") && !policy.equals("None") && !pod.spec().hostNetwork());
    if (!policy.equals("None")) {
      ResolvConf host = ResolvConf.read(Files.exists(UPSTREAM) ? UPSTREAM : HOST);
      if (cluster && !node.clusterDns().isEmpty()) {
        servers.addAll(node.clusterDns());
        String domain = node.clusterDomain();
        if (!domain.isEmpty()) {
          searches.add(pod.metadata().namespace() + ".svc." + domain);
          searches.add("svc." + domain);
          searches.add(domain);
        }
        searches.addAll(host.searches());
        options.put("ndots", "5");
      } else {
        servers.addAll(host.servers());
        searches.addAll(host.searches());
        host.options().forEach(option -> put(options, option));
      }
    }
    PodDNSConfig own = pod.spec().dnsConfig();
    if (own != null) {
      servers.addAll(own.nameservers());
      searches.addAll(own.searches());
      for (PodDNSConfigOption option : own.options()) {
        options.put(option.name(), option.value() == null ? "" : option.value());
      }
    }
    List<String> texts = new ArrayList<>();
    options.forEach((name, value) -> texts.add(value.isEmpty() ? name : name + ":" + value));
    return DNSConfig.newBuilder()
        .addAllServers(servers)
        .addAllSearches(searches)
        .addAllOptions(texts)
        .build();
  }

  private static void put(Map<String, String> options, String text) {
    int colon = text.indexOf(':');
    options.put(
        colon < 0 ? text : text.substring(0, colon), colon < 0 ? "" : text.substring(colon + 1));
  }

  /// The settings of a `resolv.conf`.
  record ResolvConf(List<String> servers, List<String> searches, List<String> options) {

    static ResolvConf read(Path file) {
      List<String> servers = new ArrayList<>();
      List<String> searches = new ArrayList<>();
      List<String> options = new ArrayList<>();
      try {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.strip().split("\\s+");
          List<String> rest = List.of(words).subList(1, words.length);
          switch (words[0]) {
            case "nameserver" -> servers.addAll(rest);
            case "search", "domain" -> {
              searches.clear();
              rest.stream().filter(s -> !s.equals(".")).forEach(searches::add);
            }
            case "options" -> options.addAll(rest);
            default -> {}
          }
        }
      } catch (IOException _) {
        // No such file: nothing to inherit.
      }
      return new ResolvConf(servers, searches, options);
    }
  }
}
