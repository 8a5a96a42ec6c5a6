package io.kubejar.api.apps.v1;

import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.OwnerReference;
import java.util.Locale;

/// The object that controls another, as tables show it.
final class OwnerText {
  private OwnerText() {}

  /// `statefulset.apps/web`, or `<none>`.
  static String controller(ObjectMeta metadata) {
    for (OwnerReference owner : metadata.ownerReferences()) {
      if (Boolean.TRUE.equals(owner.controller())) {
        int slash = owner.apiVersion().indexOf('/');
        String group = slash < 0 ? "" : "." + owner.apiVersion().substring(0, slash);
        return owner.kind().toLowerCase(Locale.ROOT) + group + "/" + owner.name();
      }
    }
    return "<none>";
  }
}
