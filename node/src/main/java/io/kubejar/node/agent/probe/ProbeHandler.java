package io.kubejar.node.agent.probe;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ExecAction;
import io.kubejar.api.core.v1.HTTPGetAction;
import io.kubejar.api.core.v1.Probe;
import io.kubejar.api.core.v1.TCPSocketAction;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.ExecSyncResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries out single probes: exec, HTTP, TCP and gRPC.
public final class ProbeHandler implements AutoCloseable {
  private static final int LARGEST_OUTPUT = 10 << 10;

  private final ContainerRuntime runtime;
  private @Nullable HttpClient client;

  public ProbeHandler(ContainerRuntime runtime) {
    this.runtime = runtime;
  }

  /// What HTTP probes and hooks are sent with; made for the first, since most simulated nodes never
  /// send one.
  private synchronized HttpProbe http() {
    if (client == null) {
      client = HttpClient.builder().tls(ClientTls.insecure()).build();
    }
    return new HttpProbe(client);
  }

  /// Sends an HTTP request to a container, whose answer says whether it works.
  ///
  /// @param podIp the address to connect to when the action names none
  /// @throws IllegalArgumentException when the container has no port of the action's name
  public ProbeOutcome get(
      HTTPGetAction action,
      Container container,
      String containerId,
      String podIp,
      Duration timeout) {
    URI uri = Endpoint.uri(action, container, podIp);
    ProbeOutcome simulated = action.host().isEmpty() ? withoutNetwork(containerId) : null;
    return simulated == null ? http().run(uri, action.httpHeaders(), timeout) : simulated;
  }

  /// Connects to a port of a container.
  ///
  /// @param podIp the address to connect to when the action names none
  /// @throws IllegalArgumentException when the container has no port of the action's name
  public ProbeOutcome connect(
      TCPSocketAction action,
      Container container,
      String containerId,
      String podIp,
      Duration timeout) {
    int port = Endpoint.port(action.port(), container);
    if (!action.host().isEmpty()) {
      return tcp(action.host(), port, timeout);
    }
    ProbeOutcome simulated = withoutNetwork(containerId);
    return simulated == null ? tcp(podIp, port, timeout) : simulated;
  }

  /// The answer of a container that cannot be asked over the network; null for one that can.
  private @Nullable ProbeOutcome withoutNetwork(String containerId) {
    String flaw = runtime.answerWithoutNetwork(containerId);
    if (flaw == null) {
      return null;
    }
    return flaw.isEmpty() ? ProbeOutcome.success("") : ProbeOutcome.failure(flaw);
  }

  /// Probes a container once; blocks until the answer or the probe's time is up.
  ///
  /// @param podIp the address to connect to
  public ProbeOutcome run(Probe probe, Container container, String containerId, String podIp) {
    Duration timeout = Duration.ofSeconds(Math.max(1, probe.timeoutSeconds()));
    try {
      if (probe.exec() != null) {
        return exec(probe.exec(), containerId, timeout);
      }
      if (probe.httpGet() != null) {
        return get(probe.httpGet(), container, containerId, podIp, timeout);
      }
      if (probe.tcpSocket() != null) {
        return connect(probe.tcpSocket(), container, containerId, podIp, timeout);
      }
      if (probe.grpc() != null) {
        String service = probe.grpc().service();
        ProbeOutcome simulated = withoutNetwork(containerId);
        if (simulated != null) {
          return simulated;
        }
        return GrpcProbe.run(podIp, probe.grpc().port(), service == null ? "" : service, timeout);
      }
      return ProbeOutcome.unknown("missing probe handler");
    } catch (IllegalArgumentException | CriException e) {
      return ProbeOutcome.unknown(String.valueOf(e.getMessage()));
    }
  }

  private ProbeOutcome exec(ExecAction action, String containerId, Duration timeout) {
    List<String> command = action.command();
    try {
      ExecSyncResponse response = runtime.execSync(containerId, command, timeout);
      byte[] both = response.getStdout().concat(response.getStderr()).toByteArray();
      String output =
          new String(
              both,
              0,
              Math.min(both.length, LARGEST_OUTPUT),
              java.nio.charset.StandardCharsets.UTF_8);
      return response.getExitCode() == 0
          ? ProbeOutcome.success(output)
          : ProbeOutcome.failure(output);
    } catch (CriException e) {
      if (e.code() == CriException.Code.DEADLINE_EXCEEDED) {
        return ProbeOutcome.failure(
            "command timed out: \""
                + String.join(" ", command)
                + "\" timed out after "
                + timeout.toSeconds()
                + "s");
      }
      return ProbeOutcome.unknown(String.valueOf(e.getMessage()));
    }
  }

  private static ProbeOutcome tcp(String host, int port, Duration timeout) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
      return ProbeOutcome.success("");
    } catch (IOException e) {
      return ProbeOutcome.failure(Endpoint.dialError(Endpoint.address(host, port), e));
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
