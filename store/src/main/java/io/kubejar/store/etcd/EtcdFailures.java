package io.kubejar.store.etcd;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kubejar.store.StoreException;
import io.kubejar.store.UnavailableException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What etcd's errors mean to the users of a store.
final class EtcdFailures {
  private static final Pattern FAILURE = Pattern.compile("cause=\\S*Exception: ([^\n]+)");

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
    return new UnavailableException("etcd: " + reason(status), e);
  }

  /// Why a call failed, in a line. What gRPC tells of a connection that was not made is a whole
  /// stack trace, of which the first failure says enough.
  static String reason(Status status) {
    String description = status.getDescription();
    if (description == null) {
      return status.getCode().toString();
    }
    Matcher failure = FAILURE.matcher(description);
    return failure.find() ? failure.group(1).strip() : description.lines().findFirst().orElse("");
  }

  private static boolean says(Status status, String text) {
    return String.valueOf(status.getDescription()).contains(text);
  }
}
