package io.kubejar.server.registry;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Sent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The admission plugins, one after the other.
public final class AdmissionChain {
  private final List<AdmissionPlugin> plugins;

  public AdmissionChain(List<AdmissionPlugin> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  /// The change completed by all plugins.
  public <T extends ApiObject> Admission<T> admit(Admission<T> admission) throws ApiException {
    Admission<T> current = admission;
    for (AdmissionPlugin plugin : plugins) {
      @Nullable T object = plugin.admit(current);
      if (object != null && object != current.object()) {
        current = current.withObject(object);
      }
      Sent<?> sent = current.sent() == null ? null : plugin.admitSent(current);
      if (sent != null && sent != current.sent()) {
        current = current.withSent(sent);
      }
    }
    return current;
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
    for (AdmissionPlugin plugin : plugins) {
      plugin.validate(admission);
    }
  }

  public List<AdmissionPlugin> plugins() {
    return plugins;
  }
}
