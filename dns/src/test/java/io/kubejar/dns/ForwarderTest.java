package io.kubejar.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwarderTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final byte[] QUERY = Query.of("example.com", 1);

  private static byte[] reply(int last) {
    return Query.answered(QUERY, 192, 0, 2, last);
  }

  @Test
  void theSecondAnswersWhereTheFirstIsSilent() throws Exception {
    try (FakeResolver silent = new FakeResolver(query -> List.of(), query -> query);
        FakeResolver second = new FakeResolver(query -> List.of(reply(2)), query -> query)) {
      Forwarder forwarder = new Forwarder(List.of(silent.address(), second.address()), SHORT);
      assertThat(forwarder.ask(QUERY, true))
          .hasValueSatisfying(r -> assertThat(r).isEqualTo(reply(2)));
      assertThat(silent.asked.get()).isEqualTo(1);
    }
  }

  @Test
  void repliesToOtherQueriesAreNotTaken() throws Exception {
    byte[] other = reply(9);
    other[0] ^= 1;
    try (FakeResolver resolver =
        new FakeResolver(query -> List.of(new byte[3], other, QUERY, reply(1)), query -> query)) {
      assertThat(new Forwarder(List.of(resolver.address()), Duration.ofSeconds(5)).ask(QUERY, true))
          .hasValueSatisfying(r -> assertThat(r).isEqualTo(reply(1)));
    }
  }

  @Test
  void aCutReplyIsCompletedForStreams() throws Exception {
    byte[] cut = reply(1);
    cut[2] |= 2;
    try (FakeResolver resolver = new FakeResolver(query -> List.of(cut), query -> reply(7))) {
      Forwarder forwarder = new Forwarder(List.of(resolver.address()), Duration.ofSeconds(5));
      assertThat(forwarder.ask(QUERY, false))
          .hasValueSatisfying(r -> assertThat(r).isEqualTo(reply(7)));
      assertThat(forwarder.ask(QUERY, true)).hasValueSatisfying(r -> assertThat(r).isEqualTo(cut));
    }
  }

  @Test
  void nobodyAnswers() {
    assertThat(new Forwarder(List.of()).ask(QUERY, true)).isEmpty();
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    assertThat(new Forwarder(List.of(nobody), SHORT).ask(QUERY, true)).isEmpty();
  }

  @Test
  void aFileMayHaveLinesThatAreOfNoUse(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("resolv.conf");
    Files.writeString(file, "# x\nsearch a b\nnameserver not-an-address\nnameserver\n");
    assertThat(Forwarder.fromFile(file).ask(QUERY, true)).isEmpty();
    assertThat(Forwarder.fromFile(folder.resolve("absent")).ask(QUERY, true)).isEmpty();
  }
}
