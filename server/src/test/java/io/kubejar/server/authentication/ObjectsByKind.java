package io.kubejar.server.authentication;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.ClusterView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One object of each kind, whatever its name; some show to consistent reads only.
final class ObjectsByKind implements ClusterView {
  private final Map<String, ApiObject> all = new HashMap<>();
  private final Set<String> delayed = new HashSet<>();

  void put(String kind, ApiObject object) {
    all.put(kind, object);
  }

  void remove(String kind) {
    all.remove(kind);
  }

  void delay(String kind) {
    delayed.add(kind);
  }

  @Override
  public <T extends ApiObject> @Nullable T get(Kind<T> kind, String namespace, String name) {
    return delayed.contains(kind.names().kind()) ? null : stored(kind);
  }

  @SuppressWarnings("unchecked") // filed under their kinds
  private <T extends ApiObject> @Nullable T stored(Kind<T> kind) {
    return (T) all.get(kind.names().kind());
  }

  @Override
  public <T extends ApiObject> @Nullable T getConsistent(
      Kind<T> kind, String namespace, String name) {
    return stored(kind);
  }

  @Override
  public <T extends ApiObject> List<T> list(Kind<T> kind, String namespace) {
    return List.of();
  }

  @Override
  public long generation(Kind<?> kind) {
    return 0;
  }
}
