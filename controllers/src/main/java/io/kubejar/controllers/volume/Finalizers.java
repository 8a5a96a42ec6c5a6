package io.kubejar.controllers.volume;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.client.Client;
import java.util.ArrayList;
import java.util.List;

/// A finalizer that protects objects of a kind while they are in use.
record Finalizers<T extends ApiObject>(Client client, Kind<T> kind, String finalizer) {
  boolean isOn(T object) {
    return object.metadata().finalizers().contains(finalizer);
  }

  void add(T object) {
    List<String> all = new ArrayList<>(object.metadata().finalizers());
    all.add(finalizer);
    write(object, all);
  }

  void remove(T object) {
    List<String> left = new ArrayList<>(object.metadata().finalizers());
    left.remove(finalizer);
    write(object, left);
  }

  private void write(T object, List<String> finalizers) {
    try {
      client
          .resources(kind, object.metadata().namespace())
          .update(kind.withMetadata(object, object.metadata().with(m -> m.finalizers(finalizers))));
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
