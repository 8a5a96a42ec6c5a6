package io.kubejar.store.etcd;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kubejar.store.StoreException;
import io.kubejar.store.UnavailableException;

/// What etcd's errors mean to the users of a store.
final class EtcdFailures {
  private EtcdFailures() {}

  static boolean isCompacted(StatusRuntimeException e) {
    return says(e.getStatus(), "required revision has been compacted");
  }

  static boolean isFuture(StatusRuntimeException e) {
    return says(e.getStatus(), "required revision is a future revision");
  }

  static boolean isLeaseNotFound(StatusRuntimeException e) {
    return says(e.getStatus(), "requested lease not found");
  }

  static boolean isTooLarge(StatusRuntimeException e) {
    return says(e.getStatus(), "request is too large")
        || says(e.getStatus(), "too many operations in txn request");
  }

  /// Anything else.
  static StoreException other(StatusRuntimeException e) {
    Status status = e.getStatus();
    return new UnavailableException(
        "etcd: "
            + (status.getDescription() == null
                ? status.getCode().toString()
                : status.getDescription()),
        e);
  }

  private static boolean says(Status status, String text) {
    return String.valueOf(status.getDescription()).contains(text);
  }
}
