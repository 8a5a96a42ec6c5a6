package io.kubejar.server.audit;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Where a request came from.
///
/// @param id the request's audit id
/// @param uri the path and the query as sent
/// @param sourceIps the addresses it came by, the nearest last
/// @param userAgent what the client calls itself
/// @param isLong whether it is a watch or another request whose answer goes on and on
public record Origin(
    String id, String uri, List<String> sourceIps, String userAgent, boolean isLong) {
  private static final int LONGEST_AGENT = 1024;
  private static final String CUT = "...TRUNCATED";

  public Origin {
    sourceIps = List.copyOf(sourceIps);
    if (userAgent.length() > LONGEST_AGENT) {
      userAgent = userAgent.substring(0, LONGEST_AGENT) + CUT;
    }
  }

  /// A request from within the process.
  public static Origin local(String uri, boolean isLong) {
    return new Origin(newId(), uri, List.of("127.0.0.1"), "kubejar", isLong);
  }

  /// An id that no other request has. It is no secret, so it need not be hard to guess.
  public static String newId() {
    var random = ThreadLocalRandom.current();
    long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
