package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for probes and for what runs when a container starts and stops.
final class ProbeValidation {
  private static final String ONE_HANDLER = "may not specify more than 1 handler type";
  private static final List<String> SCHEMES = List.of("HTTP", "HTTPS");

  private final @Nullable Long gracePeriod;
  private final FieldErrors errors;
  private int handlers;

  ProbeValidation(@Nullable Long gracePeriod, FieldErrors errors) {
    this.gracePeriod = gracePeriod;
    this.errors = errors;
  }

  void checkLifecycle(@Nullable Lifecycle lifecycle, Path path) {
    if (lifecycle != null) {
      check(lifecycle.postStart(), path.child("postStart"));
      check(lifecycle.preStop(), path.child("preStop"));
    }
  }

  void checkLiveness(@Nullable Probe probe, Path path) {
    check(probe, path);
    checkSingleSuccess(probe, path);
  }

  void checkReadiness(@Nullable Probe probe, Path path) {
    check(probe, path);
    Long grace = probe == null ? null : probe.terminationGracePeriodSeconds();
    if (grace != null) {
      errors.invalid(
          path.child("terminationGracePeriodSeconds"),
          grace,
          "must not be set for readinessProbes");
    }
  }

  void checkStartup(@Nullable Probe probe, Path path) {
    check(probe, path);
    checkSingleSuccess(probe, path);
  }

  /// Reports a port that is neither a number from 1 to 65535 nor a name.
  static void checkPort(IntOrString port, Path path, FieldErrors errors) {
    switch (port) {
      case IntOrString.Int(int number) -> errors.invalid(path, number, Formats.port(number));
      case IntOrString.Text(String name) -> errors.invalid(path, name, Formats.portName(name));
    }
  }

  private void checkSingleSuccess(@Nullable Probe probe, Path path) {
    if (probe == null) {
      return;
    }
    if (probe.successThreshold() != 1) {
      errors.invalid(path.child("successThreshold"), probe.successThreshold(), "must be 1");
    }
  }

  private void check(@Nullable Probe probe, Path path) {
    if (probe == null) {
      return;
    }
    handlers = 0;
    checkExec(probe.exec(), path.child("exec"));
    checkHttp(probe.httpGet(), path.child("httpGet"));
    checkTcp(probe.tcpSocket(), path.child("tcpSocket"));
    GRPCAction grpc = probe.grpc();
    if (grpc != null && isFirst(path.child("grpc"))) {
      errors.invalid(path.child("grpc").child("port"), grpc.port(), Formats.port(grpc.port()));
    }
    requireHandler(path);
    errors.nonNegative(path.child("initialDelaySeconds"), probe.initialDelaySeconds());
    errors.nonNegative(path.child("timeoutSeconds"), probe.timeoutSeconds());
    errors.nonNegative(path.child("periodSeconds"), probe.periodSeconds());
    errors.nonNegative(path.child("successThreshold"), probe.successThreshold());
    errors.nonNegative(path.child("failureThreshold"), probe.failureThreshold());
    Long grace = probe.terminationGracePeriodSeconds();
    if (grace != null && grace <= 0) {
      errors.invalid(path.child("terminationGracePeriodSeconds"), grace, "must be greater than 0");
    }
  }

  private void check(@Nullable LifecycleHandler handler, Path path) {
    if (handler == null) {
      return;
    }
    handlers = 0;
    checkExec(handler.exec(), path.child("exec"));
    checkHttp(handler.httpGet(), path.child("httpGet"));
    checkTcp(handler.tcpSocket(), path.child("tcpSocket"));
    SleepAction sleep = handler.sleep();
    if (sleep != null && isFirst(path.child("sleep"))) {
      long grace = gracePeriod == null ? 30 : gracePeriod;
      if (sleep.seconds() < 0 || sleep.seconds() > grace) {
        errors.invalid(
            path.child("sleep"),
            sleep.seconds(),
            "must be non-negative and less than terminationGracePeriodSeconds (" + grace + ")");
      }
    }
    requireHandler(path);
  }

  private void checkExec(@Nullable ExecAction exec, Path path) {
    if (exec != null && isFirst(path) && exec.command().isEmpty()) {
      errors.required(path.child("command"));
    }
  }

  private void checkHttp(@Nullable HTTPGetAction http, Path path) {
    if (http == null || !isFirst(path)) {
      return;
    }
    if (http.path().isEmpty()) {
      errors.required(path.child("path"));
    }
    checkPort(http.port(), path.child("port"), errors);
    if (!SCHEMES.contains(http.scheme())) {
      errors.notSupported(path.child("scheme"), http.scheme(), SCHEMES);
    }
    for (HTTPHeader header : http.httpHeaders()) {
      errors.invalid(path.child("httpHeaders"), header.name(), Formats.headerName(header.name()));
    }
  }

  private void checkTcp(@Nullable TCPSocketAction tcp, Path path) {
    if (tcp != null && isFirst(path)) {
      checkPort(tcp.port(), path.child("port"), errors);
    }
  }

  private boolean isFirst(Path path) {
    handlers++;
    if (handlers > 1) {
      errors.forbidden(path, ONE_HANDLER);
    }
    return handlers == 1;
  }

  private void requireHandler(Path path) {
    if (handlers == 0) {
      errors.required(path, "must specify a handler type");
    }
  }
}
