package io.kubejar.node.cni;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The network of one node's pods.
///
/// Pods hang on a bridge of the cluster's own, so several clusters live side by side. host-local
/// gives them addresses of the node's range, portmap makes their host ports, and a table of
/// nftables lets what leaves for the outside bear the node's address.
public final class PodNetwork {

  private static final System.Logger LOG = System.getLogger("io.kubejar.node.cni");
  private static final Pattern CIDR = Pattern.compile("[0-9a-f.:]+/[0-9]{1,3}");
  private static final Path BRIDGE_FILTER = Path.of("/proc/sys/net/bridge/bridge-nf-call-iptables");

  /// Where the CNI library notes what it did for each sandbox.
  private static final Path RESULTS = Path.of("/var/lib/cni/results");

  /// What a network is made with.
  ///
  /// @param name the name of the bridge, the network and the table, at most 15 characters
  /// @param nodeRange the addresses of this node's pods, such as `10.244.0.0/24`
  /// @param clusterRange the addresses of all nodes' pods
  /// @param directory where its files lie, `<data-dir>/cni`
  /// @param mtu the largest packet, 0 for the plugins' default
  public record Settings(
      String name, String nodeRange, String clusterRange, Path directory, int mtu) {

    public Settings {
      if (!name.matches("[a-z0-9-]{1,15}")) {
        throw new IllegalArgumentException("not the name of an interface: " + name);
      }
      for (String range : List.of(nodeRange, clusterRange)) {
        if (!CIDR.matcher(range).matches()) {
          throw new IllegalArgumentException("not a range of addresses: " + range);
        }
      }
      directory = directory.toAbsolutePath().normalize();
    }
  }

  private final Settings settings;

  public PodNetwork(Settings settings) {
    this.settings = settings;
  }

  /// A name for a cluster's (or one of its nodes') network that no other on the machine has.
  ///
  /// @param identity what tells it apart, such as its name and data directory
  public static String nameFor(String identity) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return "kj-" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The directory the runtime reads the configuration from.
  public Path configurationDirectory() {
    return settings.directory().resolve("net.d");
  }

  /// The interface that all pods hang on.
  public String bridge() {
    return settings.name();
  }

  /// Writes the configuration and the table. Does what is left to do when called again.
  public void install() throws IOException, InterruptedException {
    filterBridgedPackets();
    if (isIpv4(settings.nodeRange())) {
      Commands.feed(masqueradeTable(), "nft", "-f", "-");
    }
    Files.createDirectories(configurationDirectory());
    Path file = configurationDirectory().resolve("10-kubejar.conflist");
    Path incoming = Files.createTempFile(settings.directory(), ".conflist", "");
    Files.writeString(incoming, configuration());
    Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
    // A containerd that runs already looks again when a file is written to, not when one appears.
    Files.writeString(file, "\n", StandardOpenOption.APPEND);
  }

  /// Between pods of one bridge, packets to a service's address must pass the rules that translate
  /// the answers back.
  private static void filterBridgedPackets() throws IOException, InterruptedException {
    if (!Files.exists(BRIDGE_FILTER)) {
      Commands.attempt("modprobe", "br_netfilter");
    }
    if (Files.exists(BRIDGE_FILTER)) {
      Files.writeString(BRIDGE_FILTER, "1\n");
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "the kernel has no br_netfilter: a pod does not reach pods of its own node by service");
    }
  }

  private static boolean isIpv4(String range) {
    return range.indexOf(':') < 0;
  }

  private String masqueradeTable() {
    return """
    table ip %1$s
    delete table ip %1$s
    table ip %1$s {
      chain postrouting {
        type nat hook postrouting priority srcnat + 10; policy accept;
        ip saddr %2$s ip daddr != %3$s ip daddr != 224.0.0.0/4 oifname != "%1$s" masquerade
      }
    }
    """
        .formatted(settings.name(), settings.nodeRange(), settings.clusterRange());
  }

  String configuration() {
    String mtu = settings.mtu() > 0 ? "\"mtu\": " + settings.mtu() + ",\n      " : "";
    return """
    {
      "cniVersion": "0.4.0",
      "name": "%1$s",
      "plugins": [
        {
          "type": "bridge",
          "bridge": "%1$s",
          %4$s"isDefaultGateway": true,
          "ipMasq": false,
          "hairpinMode": true,
          "ipam": {
            "type": "host-local",
            "dataDir": "%3$s",
            "ranges": [[{"subnet": "%2$s"}]]
          }
        },
        {
          "type": "portmap",
          "capabilities": {"portMappings": true},
          "snat": true
        }
      ]
    }
    """
        .formatted(
            settings.name(),
            settings.nodeRange(),
            addresses().toString().replace("\\", "\\\\").replace("\"", "\\\""),
            mtu);
  }

  private Path addresses() {
    return settings.directory().resolve("ipam");
  }

  /// Removes the bridge, the rules, the notes on addresses and the configuration. Pods should be
  /// gone before.
  public void remove() throws InterruptedException {
    try {
      Commands.attempt("ip", "link", "delete", settings.name());
      Commands.attempt("nft", "delete", "table", "ip", settings.name());
      HostPortRules.removeOf(settings.name());
      deleteTree(settings.directory());
      deleteNotes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteNotes() throws IOException {
    if (!Files.isDirectory(RESULTS)) {
      return;
    }
    try (Stream<Path> notes = Files.list(RESULTS)) {
      for (Path note : notes.toList()) {
        if (note.getFileName().toString().startsWith(settings.name() + "-")) {
          Files.deleteIfExists(note);
        }
      }
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path each : tree.toList().reversed()) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException e) {
      return;
    }
  }
}
