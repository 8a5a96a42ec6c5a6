package io.kubejar.store.etcd;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.StoreException;
import io.kubejar.store.Timer;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.etcd.v3.LeaseGrantRequest;
import io.kubejar.store.etcd.v3.LeaseKeepAliveRequest;
import io.kubejar.store.etcd.v3.LeaseKeepAliveResponse;
import io.kubejar.store.etcd.v3.LeaseRevokeRequest;
import io.kubejar.store.etcd.v3.LeaseTimeToLiveRequest;
import io.kubejar.store.etcd.v3.LeaseTimeToLiveResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Leases of etcd.
final class EtcdLeases {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  private final EtcdConnection connection;
  private final Timer timer;
  private final Function<StatusRuntimeException, StoreException> failed;

  /// @param failed takes note of a failure that has no meaning of its own, and words it
  EtcdLeases(
      EtcdConnection connection,
      Timer timer,
      Function<StatusRuntimeException, StoreException> failed) {
    this.connection = connection;
    this.timer = timer;
    this.failed = failed;
  }

  Lease grant(Duration timeToLive) {
    try {
      var granted =
          connection.once(
              EtcdMethods.GRANT,
              LeaseGrantRequest.newBuilder().setTTL(Math.max(1, timeToLive.toSeconds())).build());
      return lease(granted.getID(), granted.getTTL());
    } catch (StatusRuntimeException e) {
      throw failed.apply(e);
    }
  }

  private Lease lease(long id, long seconds) {
    Duration life = Duration.ofSeconds(seconds);
    return new Lease(id, life, timer.now().plus(life));
  }

  Lease lease(long leaseId) {
    LeaseTimeToLiveResponse found;
    try {
      found =
          connection.read(
              EtcdMethods.TIME_TO_LIVE, LeaseTimeToLiveRequest.newBuilder().setID(leaseId).build());
    } catch (StatusRuntimeException e) {
      throw failed.apply(e);
    }
    if (found.getTTL() < 0) {
      throw new LeaseNotFoundException(leaseId);
    }
    return new Lease(
        leaseId,
        Duration.ofSeconds(found.getGrantedTTL()),
        timer.now().plusSeconds(found.getTTL()));
  }

  Lease keepAlive(long leaseId) {
    var answer = new CompletableFuture<LeaseKeepAliveResponse>();
    StreamObserver<LeaseKeepAliveRequest> requests =
        ClientCalls.asyncBidiStreamingCall(
            connection.stream(EtcdMethods.KEEP_ALIVE), new FirstAnswer(answer));
    requests.onNext(LeaseKeepAliveRequest.newBuilder().setID(leaseId).build());
    try {
      LeaseKeepAliveResponse kept = answer.get(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
      if (kept.getTTL() <= 0) {
        throw new LeaseNotFoundException(leaseId);
      }
      return lease(leaseId, kept.getTTL());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StatusRuntimeException status
          ? failed.apply(status)
          : new UnavailableException("etcd did not keep the lease alive", e);
    } catch (TimeoutException e) {
      throw new UnavailableException("etcd did not keep the lease alive in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    } finally {
      requests.onCompleted();
    }
  }

  private record FirstAnswer(CompletableFuture<LeaseKeepAliveResponse> answer)
      implements StreamObserver<LeaseKeepAliveResponse> {
    @Override
    public void onNext(LeaseKeepAliveResponse response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      answer.completeExceptionally(new IOException("the stream ended"));
    }
  }

  void revoke(long leaseId) {
    try {
      connection.once(EtcdMethods.REVOKE, LeaseRevokeRequest.newBuilder().setID(leaseId).build());
    } catch (StatusRuntimeException e) {
      throw EtcdFailures.isLeaseNotFound(e) ? new LeaseNotFoundException(leaseId) : failed.apply(e);
    }
  }
}
