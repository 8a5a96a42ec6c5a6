package io.kubejar.cluster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How clients in the test's process reach a cluster, until it is closed.
public final class Reach implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("https://127\\.0\\.0\\.1:(\\d+)");

  private final Tunnel tunnel;
  private final String kubeconfig;

  Reach(TestMachine machine, Path kubeconfig) {
    try {
      String text = Files.readString(kubeconfig);
      Matcher server = SERVER.matcher(text);
      if (!server.find()) {
        throw new IllegalStateException("no server in " + kubeconfig);
      }
      this.tunnel = new Tunnel(machine, Integer.parseInt(server.group(1)));
      this.kubeconfig = server.replaceFirst("https://127.0.0.1:" + tunnel.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The administrator's kubeconfig with the address that leads there.
  public String kubeconfig() {
    return kubeconfig;
  }

  @Override
  public void close() {
    tunnel.close();
  }
}
