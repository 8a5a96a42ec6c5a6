package io.kubejar.cluster.etcd;

import io.kubejar.cli.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What etcd needs before it starts: a program of a version that knows learners, and its ports.
final class EtcdProgram {
  private static final Pattern VERSION = Pattern.compile("etcd Version: (\\d+)\\.(\\d+)");
  private static final int MAJOR = 3;
  private static final int MINOR = 4;
  private static final int SECONDS = 20;

  private EtcdProgram() {}

  static void requireVersion(Path binary) throws IOException {
    Process process =
        new ProcessBuilder(
                "env", "-i", "ETCD_UNSUPPORTED_ARCH=arm64", binary.toString(), "--version")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Matcher version = VERSION.matcher(output);
    if (!version.find()) {
      throw new UserException(
          "%s is not etcd: %s"
              .formatted(binary, output.lines().findFirst().orElse("it says nothing")));
    }
    int major = Integer.parseInt(version.group(1));
    if (major < MAJOR || (major == MAJOR && Integer.parseInt(version.group(2)) < MINOR)) {
      throw new UserException(
          "%s is of version %s.%s; 3.4 or newer is needed"
              .formatted(binary, version.group(1), version.group(2)));
    }
  }

  static void requirePorts(String address) {
    InetAddress own = InetAddress.ofLiteral(address);
    requireFree(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), EtcdMember.CLIENTS));
    requireFree(new InetSocketAddress(own, EtcdMember.CLIENTS));
    requireFree(new InetSocketAddress(own, EtcdMember.PEERS));
  }

  private static void requireFree(InetSocketAddress address) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
    } catch (IOException e) {
      throw new UserException(
          "port %d of %s, which etcd needs, can't be used (%s); does another etcd run?"
              .formatted(address.getPort(), address.getAddress().getHostAddress(), e.getMessage()));
    }
  }
}
