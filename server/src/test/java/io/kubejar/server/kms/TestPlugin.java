package io.kubejar.server.kms;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.kubejar.server.kms.v2.DecryptRequest;
import io.kubejar.server.kms.v2.DecryptResponse;
import io.kubejar.server.kms.v2.EncryptRequest;
import io.kubejar.server.kms.v2.EncryptResponse;
import io.kubejar.server.kms.v2.StatusRequest;
import io.kubejar.server.kms.v2.StatusResponse;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// A key management plug-in whose keys are bytes to add to each byte.
final class TestPlugin implements AutoCloseable {
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Server server;
  final AtomicReference<String> keyId = new AtomicReference<>("k1");
  final AtomicReference<String> health = new AtomicReference<>("ok");
  final AtomicInteger decryptions = new AtomicInteger();

  TestPlugin(Path socket) throws IOException {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("v2.KeyManagementService")
            .addMethod(
                method(
                    "Status",
                    StatusRequest.getDefaultInstance(),
                    StatusResponse.getDefaultInstance()),
                unary(
                    (StatusRequest _) ->
                        StatusResponse.newBuilder()
                            .setVersion("v2")
                            .setHealthz(health.get())
                            .setKeyId(keyId.get())
                            .build()))
            .addMethod(
                method(
                    "Encrypt",
                    EncryptRequest.getDefaultInstance(),
                    EncryptResponse.getDefaultInstance()),
                unary(
                    (EncryptRequest request) ->
                        EncryptResponse.newBuilder()
                            .setCiphertext(shifted(request.getPlaintext(), keyId.get().hashCode()))
                            .setKeyId(keyId.get())
                            .putAnnotations("test.example", ByteString.copyFromUtf8("note"))
                            .build()))
            .addMethod(
                method(
                    "Decrypt",
                    DecryptRequest.getDefaultInstance(),
                    DecryptResponse.getDefaultInstance()),
                unary(this::decrypt))
            .build();
    server =
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioServerDomainSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .addService(service)
            .build()
            .start();
  }

  private DecryptResponse decrypt(DecryptRequest request) {
    decryptions.incrementAndGet();
    if (!request.getAnnotationsMap().containsKey("test.example")) {
      throw Status.INVALID_ARGUMENT.withDescription("the note is missing").asRuntimeException();
    }
    return DecryptResponse.newBuilder()
        .setPlaintext(shifted(request.getCiphertext(), -request.getKeyId().hashCode()))
        .build();
  }

  private static ByteString shifted(ByteString text, int by) {
    byte[] bytes = text.toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bytes[i] + by);
    }
    return ByteString.copyFrom(bytes);
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String name, Q request, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(MethodType.UNARY)
        .setFullMethodName("v2.KeyManagementService/" + name)
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }

  private static <Q, A> io.grpc.ServerCallHandler<Q, A> unary(Function<Q, A> handler) {
    return ServerCalls.asyncUnaryCall(
        (request, observer) -> {
          try {
            observer.onNext(handler.apply(request));
            observer.onCompleted();
          } catch (RuntimeException e) {
            observer.onError(e);
          }
        });
  }

  @Override
  public void close() {
    server.shutdownNow();
    loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
  }
}
