package io.kubejar.store.etcd;

import com.google.protobuf.Message;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.EquivalentAddressGroup;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The connection to one of etcd's members, and to another one when that fails.
final class EtcdConnection implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int ATTEMPTS = 8;
  private static final String SCHEME = "kubejar-etcd";

  private final ExecutorService callbacks;
  private final ManagedChannel channel;

  /// Connects when the first call is made.
  ///
  /// @throws IOException when the certificates cannot be read
  @SuppressWarnings("deprecation") // the other way is a registry for the whole process
  EtcdConnection(EtcdSettings settings) throws IOException {
    callbacks =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("etcd-callback-", 0).factory());
    channel =
        NettyChannelBuilder.forTarget(SCHEME + ":///etcd", credentials(settings))
            .nameResolverFactory(new Members(settings))
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
      credentials.keyManager(settings.certificate().toFile(), settings.key().toFile());
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
        if (attempt == ATTEMPTS || !isPassing(e.getStatus())) {
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
    return ClientCalls.blockingUnaryCall(
        channel,
        method,
        CallOptions.DEFAULT
            .withWaitForReady()
            .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS),
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

  @Override
  public void close() {
    channel.shutdownNow();
    callbacks.close();
  }

  /// The members in an order of its own for each process, so that clients spread over them.
  private static final class Members extends NameResolverProvider {
    private final List<EquivalentAddressGroup> groups = new ArrayList<>();

    Members(EtcdSettings settings) {
      for (URI endpoint : settings.endpoints()) {
        int port = endpoint.getPort() < 0 ? 2379 : endpoint.getPort();
        groups.add(
            new EquivalentAddressGroup(
                new InetSocketAddress(endpoint.getHost(), port),
                Attributes.newBuilder()
                    .set(
                        EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE,
                        endpoint.getHost() + ":" + port)
                    .build()));
      }
      Collections.shuffle(groups);
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 5;
    }

    @Override
    public String getDefaultScheme() {
      return SCHEME;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
      return List.of(InetSocketAddress.class);
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
      return new NameResolver() {
        @Override
        public String getServiceAuthority() {
          return "etcd";
        }

        @Override
        public void start(Listener2 listener) {
          listener.onResult(
              ResolutionResult.newBuilder()
                  .setAddressesOrError(StatusOr.fromValue(List.copyOf(groups)))
                  .build());
        }

        @Override
        public void shutdown() {}
      };
    }
  }
}
