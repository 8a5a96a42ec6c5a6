package io.kubejar.store.etcd;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The connection to one of etcd's members, and to another one when that fails.
final class EtcdConnection implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int ATTEMPTS = 8;

  private final ExecutorService callbacks;
  private final ManagedChannel channel;

  /// Connects when the first call is made.
  ///
  /// @throws IOException when the certificates cannot be read
  @SuppressWarnings("deprecation") // the other way is a registry for the whole process
  EtcdConnection(EtcdSettings settings, EtcdEndpoints endpoints) throws IOException {
    callbacks =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("etcd-callback-", 0).factory());
    channel =
        NettyChannelBuilder.forTarget(EtcdResolver.SCHEME + ":///etcd", credentials(settings))
            .nameResolverFactory(new EtcdResolver(endpoints))
            .executor(callbacks)
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS)
            .build();
  }

  private static ChannelCredentials credentials(EtcdSettings settings) throws IOException {
    if (!settings.secure()) {
      return InsecureChannelCredentials.create();
    }
    var credentials = TlsChannelCredentials.newBuilder();
    if (settings.authority() != null) {
      credentials.trustManager(settings.authority().toFile());
    }
    if (settings.certificate() != null && settings.key() != null) {
      credentials.keyManager(EtcdIdentity.read(settings.certificate(), settings.key()));
    }
    return credentials.build();
  }

  /// Makes a call whose repetition does no harm, several times if need be.
  <Q extends Message, A extends Message> A read(MethodDescriptor<Q, A> method, Q request) {
    long pause = FIRST_PAUSE.toMillis();
    for (int attempt = 1; ; attempt++) {
      try {
        return once(method, request);
      } catch (StatusRuntimeException e) {
        if (attempt == ATTEMPTS || channel.isShutdown() || !isPassing(e.getStatus())) {
          throw e;
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
      }
      pause = Math.min(2 * pause, 500);
    }
  }

  /// Makes a call once; it waits for a member to be there.
  <Q extends Message, A extends Message> A once(MethodDescriptor<Q, A> method, Q request) {
    return within(DEADLINE, method, request);
  }

  /// Makes a call once, which may take no longer than this.
  <Q extends Message, A extends Message> A within(
      Duration deadline, MethodDescriptor<Q, A> method, Q request) {
    return ClientCalls.blockingUnaryCall(
        channel,
        method,
        CallOptions.DEFAULT
            .withWaitForReady()
            .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS),
        request);
  }

  /// Prepares a call with streams both ways.
  <Q extends Message, A extends Message> ClientCall<Q, A> stream(MethodDescriptor<Q, A> method) {
    return channel.newCall(method, CallOptions.DEFAULT.withWaitForReady());
  }

  /// Whether another attempt may succeed: a member stopped, or lost its leader.
  static boolean isPassing(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE
        || (status.getCode() == Status.Code.UNKNOWN
            && String.valueOf(status.getDescription()).contains("leader"));
  }

  /// Lets all calls fail, those to come as well.
  void giveUp() {
    channel.shutdownNow();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    callbacks.close();
  }
}
