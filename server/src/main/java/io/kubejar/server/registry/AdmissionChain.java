package io.kubejar.server.registry;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionObserver.Pass;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Sent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The admission plugins, one after the other.
public final class AdmissionChain {
  private final List<AdmissionPlugin> plugins;
  private final AdmissionObserver observer;

  public AdmissionChain(List<AdmissionPlugin> plugins) {
    this(plugins, AdmissionObserver.NONE);
  }

  AdmissionChain(List<AdmissionPlugin> plugins, AdmissionObserver observer) {
    this.plugins = List.copyOf(plugins);
    this.observer = observer;
  }

  /// The change completed by all plugins.
  public <T extends ApiObject> Admission<T> admit(Admission<T> admission) throws ApiException {
    Admission<T> current = admission;
    var watch = new Stopwatch(admission, Pass.ADMIT);
    for (AdmissionPlugin plugin : plugins) {
      try {
        current = admitted(plugin, current);
      } catch (ApiException e) {
        watch.rejected(plugin);
        throw e;
      }
      watch.passed(plugin);
    }
    watch.done();
    return current;
  }

  private static <T extends ApiObject> Admission<T> admitted(
      AdmissionPlugin plugin, Admission<T> admission) {
    Admission<T> current = admission;
    @Nullable T object = plugin.admit(current);
    if (object != null && object != current.object()) {
      current = current.withObject(object);
    }
    Sent<?> sent = current.sent() == null ? null : plugin.admitSent(current);
    return sent != null && sent != current.sent() ? current.withSent(sent) : current;
  }

  /// The errors of the kind with those that plugins add.
  public <T extends ApiObject> List<FieldError> check(
      Admission<T> admission, List<FieldError> found) {
    var errors = new FieldErrors();
    found.forEach(errors::add);
    for (AdmissionPlugin plugin : plugins) {
      plugin.check(admission, errors);
    }
    return errors.toList();
  }

  /// Asks all plugins whether the completed change may be stored.
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    var watch = new Stopwatch(admission, Pass.VALIDATE);
    for (AdmissionPlugin plugin : plugins) {
      try {
        plugin.validate(admission);
      } catch (ApiException e) {
        watch.rejected(plugin);
        throw e;
      }
      watch.passed(plugin);
    }
    watch.done();
  }

  /// Tells the observer how long each plugin took, and all of them.
  private final class Stopwatch {
    private final Operation operation;
    private final Pass pass;
    private final long begin = System.nanoTime();
    private long last = begin;

    Stopwatch(Admission<?> admission, Pass pass) {
      this.operation = admission.operation();
      this.pass = pass;
    }

    void passed(AdmissionPlugin plugin) {
      tell(plugin, false);
    }

    void rejected(AdmissionPlugin plugin) {
      tell(plugin, true);
      observer.pass(operation, pass, true, Duration.ofNanos(last - begin));
    }

    void done() {
      observer.pass(operation, pass, false, Duration.ofNanos(last - begin));
    }

    private void tell(AdmissionPlugin plugin, boolean rejected) {
      long now = System.nanoTime();
      observer.plugin(plugin.name(), operation, pass, rejected, Duration.ofNanos(now - last));
      last = now;
    }
  }

  public List<AdmissionPlugin> plugins() {
    return plugins;
  }
}
