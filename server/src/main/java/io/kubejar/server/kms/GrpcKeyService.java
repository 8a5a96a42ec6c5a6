package io.kubejar.server.kms;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.kubejar.server.encryption.KeyService;
import io.kubejar.server.kms.v2.DecryptRequest;
import io.kubejar.server.kms.v2.DecryptResponse;
import io.kubejar.server.kms.v2.EncryptRequest;
import io.kubejar.server.kms.v2.EncryptResponse;
import io.kubejar.server.kms.v2.StatusRequest;
import io.kubejar.server.kms.v2.StatusResponse;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A plug-in of version 2 behind a Unix socket.
public final class GrpcKeyService implements KeyService {
  private static final String SERVICE = "v2.KeyManagementService/";
  private static final int LARGEST_MESSAGE = 1 << 20;
  private static final MethodDescriptor<StatusRequest, StatusResponse> STATUS =
      method("Status", StatusRequest.getDefaultInstance(), StatusResponse.getDefaultInstance());
  private static final MethodDescriptor<EncryptRequest, EncryptResponse> ENCRYPT =
      method("Encrypt", EncryptRequest.getDefaultInstance(), EncryptResponse.getDefaultInstance());
  private static final MethodDescriptor<DecryptRequest, DecryptResponse> DECRYPT =
      method("Decrypt", DecryptRequest.getDefaultInstance(), DecryptResponse.getDefaultInstance());

  private final EventLoopGroup eventLoop;
  private final ExecutorService callbacks;
  private final ManagedChannel channel;
  private final Duration timeout;

  private GrpcKeyService(Path socket, Duration timeout) {
    this.timeout = timeout;
    this.eventLoop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("kms", true), NioIoHandler.newFactory());
    this.callbacks =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("kms-callback-", 0).factory());
    this.channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .eventLoopGroup(eventLoop)
            .channelFactory(NioDomainSocketChannel::new)
            // No option means none of the defaults that only TCP has.
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .executor(callbacks)
            .overrideAuthority("localhost")
            .usePlaintext()
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .build();
  }

  /// Connects when the first call is made, and again after a break.
  ///
  /// @param timeout how long a call may take
  public static KeyService open(Path socket, Duration timeout) {
    return new GrpcKeyService(socket, timeout);
  }

  @Override
  public State status() throws KeyServiceException {
    StatusResponse status = call(STATUS, StatusRequest.getDefaultInstance());
    return new State(status.getVersion(), status.getHealthz(), status.getKeyId());
  }

  @Override
  public Sealed encrypt(byte[] plain) throws KeyServiceException {
    EncryptResponse answer =
        call(
            ENCRYPT,
            EncryptRequest.newBuilder()
                .setPlaintext(ByteString.copyFrom(plain))
                .setUid(UUID.randomUUID().toString())
                .build());
    Map<String, byte[]> annotations = new LinkedHashMap<>();
    answer.getAnnotationsMap().forEach((key, value) -> annotations.put(key, value.toByteArray()));
    return new Sealed(answer.getCiphertext().toByteArray(), answer.getKeyId(), annotations);
  }

  @Override
  public byte[] decrypt(Sealed sealed) throws KeyServiceException {
    DecryptRequest.Builder request =
        DecryptRequest.newBuilder()
            .setCiphertext(ByteString.copyFrom(sealed.text()))
            .setKeyId(sealed.keyId())
            .setUid(UUID.randomUUID().toString());
    sealed
        .annotations()
        .forEach((key, value) -> request.putAnnotations(key, ByteString.copyFrom(value)));
    return call(DECRYPT, request.build()).getPlaintext().toByteArray();
  }

  private <Q extends Message, A extends Message> A call(MethodDescriptor<Q, A> method, Q request)
      throws KeyServiceException {
    try {
      return ClientCalls.blockingUnaryCall(
          channel,
          method,
          CallOptions.DEFAULT.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS),
          request);
    } catch (StatusRuntimeException e) {
      throw new KeyServiceException(
          "rpc error: code = %s desc = %s"
              .formatted(name(e.getStatus().getCode()), e.getStatus().getDescription()));
    }
  }

  /// A code as messages write it: `DeadlineExceeded`.
  private static String name(Status.Code code) {
    if (code == Status.Code.CANCELLED) {
      return "Canceled";
    }
    var name = new StringBuilder();
    for (String word : code.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return code == Status.Code.OK ? "OK" : name.toString();
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String name, Q request, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(MethodType.UNARY)
        .setFullMethodName(SERVICE + name)
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    callbacks.close();
  }
}
