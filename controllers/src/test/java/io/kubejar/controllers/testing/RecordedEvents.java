package io.kubejar.controllers.testing;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.client.EventRecorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Events kept as texts: `Normal SuccessfulCreate ReplicaSet/web: Created pod: web-00001`.
public final class RecordedEvents implements EventRecorder {
  private final List<String> texts = new CopyOnWriteArrayList<>();

  @Override
  public <T extends ApiObject> void event(
      Kind<T> kind, T object, String fieldPath, Type type, String reason, String message) {
    texts.add(
        "%s %s %s/%s: %s"
            .formatted(
                type.text(), reason, kind.names().kind(), object.metadata().name(), message));
  }

  public List<String> texts() {
    return texts;
  }
}
