package io.kubejar.node.simulated;

import io.kubejar.node.cri.ContainerStreams;
import io.kubejar.node.cri.PortStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// Streams that lead to nothing: what is written comes back where the command would echo it.
final class SimulatedStreams implements ContainerStreams, PortStreams {

  private final BytePipe output = new BytePipe();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final byte[] status;
  private final boolean echoes;

  private SimulatedStreams(String text, byte[] status, boolean echoes) throws IOException {
    this.status = status;
    this.echoes = echoes;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.write(bytes, 0, bytes.length);
    if (!echoes) {
      end();
    }
  }

  /// A command that has ended.
  static SimulatedStreams ended(String text, int exitCode) throws IOException {
    return new SimulatedStreams(text, status(exitCode), false);
  }

  /// Something that sends back what it gets until that ends.
  static SimulatedStreams echo() throws IOException {
    return new SimulatedStreams("", status(0), true);
  }

  private static byte[] status(int exitCode) {
    String text =
        exitCode == 0
            ? "{\"metadata\":{},\"status\":\"Success\"}"
            : "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated with"
                + " non-zero exit code: exit status "
                + exitCode
                + "\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":"
                + "\"ExitCode\",\"message\":\""
                + exitCode
                + "\"}]}}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void end() {
    output.end();
    ended.countDown();
  }

  @Override
  public OutputStream stdin() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (echoes) {
          output.write(bytes, offset, length);
        }
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  @Override
  public OutputStream output() {
    return stdin();
  }

  @Override
  public InputStream stdout() {
    return output.input();
  }

  @Override
  public InputStream input() {
    return output.input();
  }

  @Override
  public InputStream stderr() {
    return InputStream.nullInputStream();
  }

  @Override
  public void resize(int columns, int rows) {}

  @Override
  public byte[] awaitStatus() throws IOException {
    try {
      ended.await();
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public String awaitError() throws IOException {
    awaitStatus();
    return "";
  }

  @Override
  public void close() {
    end();
  }
}
