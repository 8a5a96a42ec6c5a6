package io.kubejar.store.etcd;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a channel where etcd's members are, and again when that changes.
final class EtcdResolver extends NameResolverProvider {
  static final String SCHEME = "kubejar-etcd";
  private static final int PORT = 2379;

  private final EtcdEndpoints endpoints;

  EtcdResolver(EtcdEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /// A member by its address, and by the name that its certificate has to have.
  private static EquivalentAddressGroup group(URI endpoint) {
    int port = endpoint.getPort() < 0 ? PORT : endpoint.getPort();
    String host = endpoint.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new EquivalentAddressGroup(
        new InetSocketAddress(bare, port),
        Attributes.newBuilder()
            .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, host + ":" + port)
            .build());
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
      private final Runnable follower = () -> args.getSynchronizationContext().execute(this::tell);
      private @Nullable Listener2 listener;

      @Override
      public String getServiceAuthority() {
        return "etcd";
      }

      @Override
      public void start(Listener2 told) {
        listener = told;
        endpoints.follow(follower);
        tell();
      }

      @Override
      public void refresh() {
        tell();
      }

      private void tell() {
        if (listener != null) {
          listener.onResult(
              ResolutionResult.newBuilder()
                  .setAddressesOrError(
                      StatusOr.fromValue(
                          endpoints.all().stream().map(EtcdResolver::group).toList()))
                  .build());
        }
      }

      @Override
      public void shutdown() {
        endpoints.leave(follower);
        listener = null;
      }
    };
  }
}
