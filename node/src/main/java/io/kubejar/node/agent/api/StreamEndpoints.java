package io.kubejar.node.agent.api;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.remote.ForwardedConnection;
import io.kubejar.http.remote.PortForwardServer;
import io.kubejar.http.remote.RemoteCommandOptions;
import io.kubejar.http.remote.RemoteCommandServer;
import io.kubejar.http.remote.RemoteCommandStreams;
import io.kubejar.http.remote.TerminalSize;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.SandboxRecord;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.ContainerStreams;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.PortStreams;
import io.kubejar.node.cri.v1.AttachRequest;
import io.kubejar.node.cri.v1.ExecRequest;
import io.kubejar.node.cri.v1.ExecSyncResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Exec, attach, port-forward and run: joins the client's streams with those of the runtime.
final class StreamEndpoints {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Containers containers;
  private final ContainerRuntime runtime;

  StreamEndpoints(Containers containers, ContainerRuntime runtime) {
    this.containers = containers;
    this.runtime = runtime;
  }

  private interface Dial {
    ContainerStreams dial(RemoteCommandOptions options);
  }

  private interface Work {
    void run() throws IOException;
  }

  void exec(Exchange exchange, List<String> path) throws IOException {
    Pod pod = containers.pod(path);
    ContainerRecord record = containers.running(pod, Containers.container(path));
    List<String> command = exchange.query().all("command");
    serve(
        exchange,
        options ->
            runtime.exec(
                ExecRequest.newBuilder()
                    .setContainerId(record.id())
                    .addAllCmd(command)
                    .setStdin(options.stdin())
                    .setStdout(options.stdout())
                    .setStderr(options.stderr())
                    .setTty(options.tty())
                    .build()));
  }

  void attach(Exchange exchange, List<String> path) throws IOException {
    Pod pod = containers.pod(path);
    ContainerRecord record = containers.running(pod, Containers.container(path));
    serve(
        exchange,
        options ->
            runtime.attach(
                AttachRequest.newBuilder()
                    .setContainerId(record.id())
                    .setStdin(options.stdin())
                    .setStdout(options.stdout())
                    .setStderr(options.stderr())
                    .setTty(options.tty())
                    .build()));
  }

  private void serve(Exchange exchange, Dial dial) throws IOException {
    RemoteCommandOptions options = RemoteCommandOptions.ofStreaming(exchange.query());
    if (!options.any()) {
      options = RemoteCommandOptions.ofApi(exchange.query());
    }
    if (!options.any()) {
      throw new RefusedException(400, "you must specify at least 1 of stdin, stdout, stderr");
    }
    try (RemoteCommandStreams client = RemoteCommandServer.accept(exchange, options)) {
      try (ContainerStreams container = dial.dial(options)) {
        client.onClose(container::close);
        join(client, container, options);
      } catch (CriException e) {
        client.writeStatus(failure(e.description()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void join(
      RemoteCommandStreams client, ContainerStreams container, RemoteCommandOptions options)
      throws IOException, InterruptedException {
    String name = "node-stream-" + NUMBER.incrementAndGet();
    if (options.stdin()) {
      start(name + "-stdin", () -> copy(client.stdin(), container.stdin()));
    }
    if (options.tty()) {
      start(
          name + "-size",
          () -> {
            for (TerminalSize size = client.nextSize(); size != null; size = client.nextSize()) {
              container.resize(size.width(), size.height());
            }
          });
    }
    Thread out = start(name + "-stdout", () -> copy(container.stdout(), client.stdout()));
    Thread err = start(name + "-stderr", () -> copy(container.stderr(), client.stderr()));
    byte[] status = container.awaitStatus();
    out.join();
    err.join();
    if (status.length > 0) {
      client.writeStatus(status);
    }
  }

  void portForward(Exchange exchange, List<String> path) throws IOException {
    Pod pod = containers.pod(path);
    SandboxRecord sandbox = containers.sandbox(pod);
    PortForwardServer.serve(exchange, connection -> forward(sandbox.id(), connection));
  }

  private void forward(String sandbox, ForwardedConnection connection)
      throws IOException, InterruptedException {
    try (PortStreams port = runtime.portForward(sandbox, connection.port())) {
      String name = "node-forward-" + NUMBER.incrementAndGet();
      Thread up = start(name + "-up", () -> copy(connection.in(), port.output()));
      copy(port.input(), connection.out());
      String error = port.awaitError();
      if (!error.isEmpty()) {
        connection.writeError(error.getBytes(StandardCharsets.UTF_8));
      }
      up.interrupt();
    }
  }

  void run(Exchange exchange, List<String> path) {
    Pod pod = containers.pod(path);
    ContainerRecord record = containers.running(pod, Containers.container(path));
    List<String> command = List.of(exchange.query().first("cmd", "").split(" "));
    ExecSyncResponse response = runtime.execSync(record.id(), command, Duration.ZERO);
    exchange.respond(
        response.getExitCode() == 0 ? 200 : 500,
        Headers.contentType("text/plain; charset=utf-8"),
        response.getStdout().concat(response.getStderr()).toByteArray());
  }

  /// The threads end with the streams they copy, which the caller closes.
  private static Thread start(String name, Work work) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                work.run();
              } catch (IOException _) {
                // One side has gone; the other is told by the end of its streams.
              }
            });
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    try (to) {
      byte[] buffer = new byte[32 * 1024];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
    }
  }

  private static byte[] failure(String message) {
    String escaped = message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return ("{\"metadata\":{},\"status\":\"Failure\",\"message\":\""
            + escaped
            + "\",\"reason\":\"InternalError\",\"details\":{\"causes\":[{\"message\":\""
            + escaped
            + "\"}]},\"code\":500}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
