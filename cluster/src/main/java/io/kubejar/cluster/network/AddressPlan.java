package io.kubejar.cluster.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which addresses a cluster uses.
///
/// Clusters of other names than the default's get other ranges, so that several live on one
/// machine.
///
/// @param podRange the addresses of all pods
/// @param serviceRange the addresses of services
/// @param node the address by which the node and the API server are reached within the cluster: the
///   last but one of the pod range, which no node's own range holds
/// @param apiService the address of the service `kubernetes`
/// @param dnsService the address of the cluster's DNS
public record AddressPlan(
    String podRange, String serviceRange, String node, String apiService, String dnsService) {

  /// The plan for a cluster's name; ranges given by the user take precedence.
  public static AddressPlan of(
      String name, @Nullable String givenPodRange, @Nullable String givenServiceRange) {
    int own = name.equals("kubejar") ? 0 : 1 + Math.floorMod(name.hashCode(), 30);
    String pods = givenPodRange != null ? givenPodRange : "10." + (244 - own) + ".0.0/16";
    String services =
        givenServiceRange != null ? givenServiceRange : "10." + (96 + own) + ".0.0/16";
    int common = -1 << (32 - Math.min(bits(pods), bits(services)));
    if ((start(pods) & common) == (start(services) & common)) {
      throw new IllegalArgumentException(
          "the addresses of pods (" + pods + ") and of services (" + services + ") overlap");
    }
    return new AddressPlan(pods, services, last(pods, 2), first(services, 1), first(services, 10));
  }

  /// The range of a node's pods, by the node's number; each node has 256 addresses.
  public String nodeRange(int number) {
    return first(podRange, number * 256) + "/24";
  }

  /// The address so far from the start of a range.
  static String first(String range, int offset) {
    return text(start(range) + offset);
  }

  /// The address so far from the end of a range.
  static String last(String range, int offset) {
    return text(start(range) + (1 << (32 - bits(range))) - offset);
  }

  private static int bits(String range) {
    int slash = range.indexOf('/');
    try {
      int bits = slash < 0 ? -1 : Integer.parseInt(range.substring(slash + 1));
      if (bits >= 8 && bits <= 28) {
        return bits;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "\""
            + range
            + "\" is not a range of IPv4 addresses with 8 to 28 bits, such as 10.96.0.0/16");
  }

  private static int start(String range) {
    int bits = bits(range);
    try {
      InetAddress address = InetAddress.ofLiteral(range.substring(0, range.indexOf('/')));
      if (address instanceof Inet4Address) {
        return ByteBuffer.wrap(address.getAddress()).getInt() & (-1 << (32 - bits));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "\"" + range + "\" is not a range of IPv4 addresses, such as 10.96.0.0/16");
  }

  private static String text(int address) {
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff);
  }
}
