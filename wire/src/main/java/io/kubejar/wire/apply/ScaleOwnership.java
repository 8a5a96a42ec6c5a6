package io.kubejar.wire.apply;

import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.wire.apply.Managers.Owned;
import java.util.List;

/// Who owns the number of replicas, seen from the object and from its scale.
///
/// ```
/// Deployment  spec.replicas, spec.template …   one: Apply, two: Update
/// Scale       spec.replicas                    two: Update
/// ```
public final class ScaleOwnership {
  private static final String SCALE_VERSION = "autoscaling/v1";
  private static final FieldSet SCALED = FieldSet.ofNames(List.of("spec.replicas"));

  private final String apiVersion;
  private final FieldSet path;

  /// @param apiVersion the object's version
  /// @param path where the object has its replicas, such as `spec.replicas`
  public ScaleOwnership(String apiVersion, String path) {
    this.apiVersion = apiVersion;
    this.path = FieldSet.ofNames(List.of(path));
  }

  private boolean scales(Owned owned) {
    return owned.apiVersion().equals(apiVersion) && !owned.set().intersection(path).isEmpty();
  }

  /// The managers of the scale: those of the object that own its replicas.
  public List<ManagedFieldsEntry> ofScale(List<ManagedFieldsEntry> ofObject) {
    Managers scale = new Managers();
    Managers.of(ofObject)
        .forEach(
            (id, owned) -> {
              if (scales(owned)) {
                scale.put(inScale(id), new Owned(SCALED, SCALE_VERSION, owned.time(), null));
              }
            });
    return scale.entries();
  }

  /// The managers of the object after those of its scale have changed.
  public List<ManagedFieldsEntry> ofObject(
      List<ManagedFieldsEntry> before, List<ManagedFieldsEntry> ofScale) {
    Managers scale = Managers.of(ofScale);
    Managers object = new Managers();
    Managers.of(before)
        .forEach(
            (id, owned) -> {
              boolean lost = scales(owned) && !scale.containsKey(inScale(id));
              Owned left = lost ? owned.with(owned.set().difference(path)) : owned;
              if (!left.set().isEmpty()) {
                object.put(id, left);
              }
            });
    scale.forEach(
        (id, owned) -> {
          ManagerId own =
              id.applies()
                  ? id
                  : new ManagerId(id.manager(), id.operation(), apiVersion, id.subresource());
          if (!owned.set().intersection(SCALED).isEmpty()) {
            object.putIfAbsent(own, new Owned(path, apiVersion, null, null));
          }
        });
    return object.entries();
  }

  private static ManagerId inScale(ManagerId id) {
    return id.applies()
        ? id
        : new ManagerId(id.manager(), id.operation(), SCALE_VERSION, id.subresource());
  }
}
