package io.kubejar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Streams between two connections in memory.
class SpdyConnectionTest {
  private record Side(InputStream in, OutputStream out) implements ByteConnection {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /// A short command's streams are accepted, answered and reset before the asking side looks.
  @Test
  void aStreamThatWasAcceptedAndResetAtOnceIsReadToItsEnd() throws Exception {
    for (int round = 0; round < 50; round++) {
      var up = new PipedOutputStream();
      var down = new PipedOutputStream();
      var client = SpdyConnection.over(new Side(new PipedInputStream(down, 1 << 16), up), false);
      var server = SpdyConnection.over(new Side(new PipedInputStream(up, 1 << 16), down), true);
      try (client;
          server) {
        Thread command =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        SpdyStream stream = server.accept(Duration.ofSeconds(20));
                        stream.out().write("done".getBytes(StandardCharsets.UTF_8));
                        stream.reset();
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                    });
        SpdyStream stream = client.open(Headers.of("streamtype", "stdout"));
        var read = new ByteArrayOutputStream();
        stream.in().transferTo(read);
        assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo("done");
        command.join();
      }
    }
  }
}
