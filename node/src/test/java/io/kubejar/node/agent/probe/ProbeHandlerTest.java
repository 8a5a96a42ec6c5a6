package io.kubejar.node.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.HTTPHeader;
import io.kubejar.api.core.v1.Probe;
import io.kubejar.api.value.IntOrString;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import io.kubejar.node.agent.ManualTimeline;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerMetadata;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxMetadata;
import io.kubejar.node.simulated.SimulatedRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Probes against servers of this process.
final class ProbeHandlerTest {
  private static final Container CONTAINER =
      Container.builder()
          .name("c")
          .ports(ContainerPort.builder().name("web").containerPort(1).build())
          .build();

  private final ManualTimeline time = new ManualTimeline();
  private final SimulatedRuntime runtime =
      new SimulatedRuntime("10.1.0.0/24", time, time, SimulatedRuntime.Logs.NONE);
  private final ProbeHandler handler = new ProbeHandler(networked(runtime));

  /// A runtime whose containers can be asked over the network.
  private static ContainerRuntime networked(ContainerRuntime runtime) {
    return (ContainerRuntime)
        Proxy.newProxyInstance(
            ContainerRuntime.class.getClassLoader(),
            new Class<?>[] {ContainerRuntime.class},
            (_, method, arguments) ->
                method.getName().equals("answerWithoutNetwork")
                    ? null
                    : method.invoke(runtime, arguments));
  }

  @AfterEach
  void close() {
    handler.close();
    runtime.close();
  }

  private ProbeOutcome run(Probe probe) {
    return handler.run(probe, CONTAINER, "id", "127.0.0.1");
  }

  private static Probe http(int port, String path) {
    return Probe.builder()
        .timeoutSeconds(2)
        .httpGet(
            g ->
                g.path(path)
                    .port(new IntOrString.Int(port))
                    .httpHeaders(HTTPHeader.builder().name("X-Own").value("yes").build()))
        .build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void asksOverHttp() throws IOException {
    AtomicReference<Headers> seen = new AtomicReference<>(Headers.empty());
    try (HttpServer server =
        HttpServer.builder(
                exchange -> {
                  seen.set(exchange.headers());
                  switch (exchange.path()) {
                    case "/ok" -> exchange.respond(200, Headers.empty(), "fine".getBytes());
                    case "/moved" ->
                        exchange.respond(302, Headers.of("Location", "/ok"), new byte[0]);
                    default -> exchange.respond(503, Headers.empty(), new byte[0]);
                  }
                })
            .start()) {
      assertThat(run(http(server.port(), "/ok"))).isEqualTo(ProbeOutcome.success("fine"));
      assertThat(seen.get().first("User-Agent")).isEqualTo("kube-probe/1.36");
      assertThat(seen.get().first("X-Own")).isEqualTo("yes");
      assertThat(run(http(server.port(), "/moved")).passed()).isTrue();
      assertThat(run(http(server.port(), "/bad")))
          .isEqualTo(ProbeOutcome.failure("HTTP probe failed with statuscode: 503"));
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port = freePort();
    assertThat(run(http(port, "/x")).output())
        .isEqualTo(
            "Get \"http://127.0.0.1:"
                + port
                + "/x\": dial tcp 127.0.0.1:"
                + port
                + ": connect: connection refused");
    Probe tcp =
        Probe.builder().timeoutSeconds(1).tcpSocket(t -> t.port(new IntOrString.Int(port))).build();
    assertThat(run(tcp).output())
        .isEqualTo("dial tcp 127.0.0.1:" + port + ": connect: connection refused");
  }

  @Test
  void connectsOverTcp() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Probe tcp =
          Probe.builder()
              .timeoutSeconds(1)
              .tcpSocket(t -> t.port(new IntOrString.Int(socket.getLocalPort())))
              .build();
      assertThat(run(tcp).passed()).isTrue();
    }
  }

  @Test
  void asksTheHealthServiceOfGrpc() throws Exception {
    Server server =
        NettyServerBuilder.forPort(0)
            .addService(
                ServerServiceDefinition.builder("grpc.health.v1.Health")
                    .addMethod(
                        MethodDescriptor.<byte[], byte[]>newBuilder()
                            .setType(MethodDescriptor.MethodType.UNARY)
                            .setFullMethodName("grpc.health.v1.Health/Check")
                            .setRequestMarshaller(new Raw())
                            .setResponseMarshaller(new Raw())
                            .build(),
                        ServerCalls.asyncUnaryCall(
                            (byte[] request, io.grpc.stub.StreamObserver<byte[]> answer) -> {
                              // Field 1 of the answer: serving unless a service is named.
                              answer.onNext(new byte[] {8, (byte) (request.length == 0 ? 1 : 2)});
                              answer.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    try {
      Probe probe = Probe.builder().timeoutSeconds(5).grpc(g -> g.port(server.getPort())).build();
      assertThat(run(probe)).isEqualTo(ProbeOutcome.success("service healthy"));
      Probe named =
          Probe.builder()
              .timeoutSeconds(5)
              .grpc(g -> g.port(server.getPort()).service("x"))
              .build();
      assertThat(run(named))
          .isEqualTo(ProbeOutcome.failure("service unhealthy (responded with \"NOT_SERVING\")"));
    } finally {
      server.shutdownNow().awaitTermination();
    }
  }

  private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private String simulated(String name, Map<String, String> annotations) {
    PodSandboxConfig pod =
        PodSandboxConfig.newBuilder()
            .setMetadata(PodSandboxMetadata.newBuilder().setName(name).setUid(name))
            .putAllAnnotations(annotations)
            .build();
    var config =
        ContainerConfig.newBuilder()
            .setMetadata(ContainerMetadata.newBuilder().setName("c"))
            .addCommand("server")
            .build();
    String container = runtime.createContainer(runtime.runPodSandbox(pod, ""), config, pod);
    runtime.startContainer(container);
    return container;
  }

  @Test
  void simulatedContainersAnswerWithoutANetwork() {
    String well = simulated("a", Map.of());
    String ill = simulated("b", Map.of("simulated.kubejar.io/c", "probe=fail"));
    Probe tcp = Probe.builder().tcpSocket(t -> t.port(new IntOrString.Int(80))).build();
    Probe grpc = Probe.builder().grpc(g -> g.port(80)).build();
    try (var probes = new ProbeHandler(runtime)) {
      for (Probe probe : List.of(http(80, "/"), tcp, grpc)) {
        assertThat(probes.run(probe, CONTAINER, well, "10.1.0.2"))
            .isEqualTo(ProbeOutcome.success(""));
        assertThat(probes.run(probe, CONTAINER, ill, "10.1.0.3"))
            .isEqualTo(ProbeOutcome.failure("simulated to fail"));
      }
    }
  }
}
