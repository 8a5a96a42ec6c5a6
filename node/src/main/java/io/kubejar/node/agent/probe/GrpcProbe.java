package io.kubejar.node.agent.probe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A question to the standard health service of gRPC.
final class GrpcProbe {
  private static final int SERVING = 1;
  private static final String[] STATES = {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};

  private static final MethodDescriptor<String, Integer> CHECK =
      MethodDescriptor.<String, Integer>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("grpc.health.v1.Health/Check")
          .setRequestMarshaller(new ServiceName())
          .setResponseMarshaller(new ServingStatus())
          .build();

  private GrpcProbe() {}

  static ProbeOutcome run(String host, int port, String service, Duration timeout) {
    String address = Endpoint.address(host, port);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(host, port)
            .usePlaintext()
            .userAgent("kube-probe/1.36")
            .build();
    try {
      int state =
          ClientCalls.blockingUnaryCall(
              channel,
              CHECK,
              CallOptions.DEFAULT.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS),
              service);
      if (state == SERVING) {
        return ProbeOutcome.success("service healthy");
      }
      String word = state >= 0 && state < STATES.length ? STATES[state] : Integer.toString(state);
      return ProbeOutcome.failure("service unhealthy (responded with \"" + word + "\")");
    } catch (StatusRuntimeException e) {
      return ProbeOutcome.failure(failure(e.getStatus(), address, timeout));
    } finally {
      channel.shutdownNow();
    }
  }

  private static String failure(Status status, String address, Duration timeout) {
    return switch (status.getCode()) {
      case UNIMPLEMENTED ->
          "error: this server does not implement the grpc health protocol"
              + " (grpc.health.v1.Health): "
              + status.getDescription();
      case DEADLINE_EXCEEDED ->
          "timeout: health rpc did not complete within " + timeout.toSeconds() + "s";
      case UNAVAILABLE ->
          "error: failed to connect service \""
              + address
              + "\": "
              + Endpoint.dialError(address, status.getCause());
      default -> "error: health rpc probe failed: " + status.getDescription();
    };
  }

  private static final class ServiceName implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String service) {
      var bytes = new ByteArrayOutputStream();
      try {
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        if (!service.isEmpty()) {
          out.writeString(1, service);
        }
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public String parse(InputStream stream) {
      throw new UnsupportedOperationException("requests are sent, not read");
    }
  }

  private static final class ServingStatus implements MethodDescriptor.Marshaller<Integer> {
    @Override
    public InputStream stream(Integer value) {
      throw new UnsupportedOperationException("answers are read, not sent");
    }

    @Override
    public Integer parse(InputStream stream) {
      try {
        CodedInputStream in = CodedInputStream.newInstance(stream);
        int status = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
          if (tag == 8) {
            status = in.readEnum();
          } else {
            in.skipField(tag);
          }
        }
        return status;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
