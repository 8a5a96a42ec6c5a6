package io.kubejar.api.core.v1;

import org.jspecify.annotations.Nullable;

/// Where the data of a new volume comes from. A claim can say so in two ways, of which the older
/// knows claims and snapshots only; each follows from the other.
final class PersistentVolumeClaimSources {
  private PersistentVolumeClaimSources() {}

  /// A claim's specification with both forms of the source, when one is given.
  ///
  /// @param old what the specification was before, if anything
  static PersistentVolumeClaimSpec completed(
      PersistentVolumeClaimSpec spec, @Nullable PersistentVolumeClaimSpec old) {
    boolean had = old != null && (old.dataSource() != null || old.dataSourceRef() != null);
    TypedLocalObjectReference given = spec.dataSource();
    TypedLocalObjectReference source = had || isKnown(given) ? given : null;
    TypedObjectReference reference = within(spec.dataSourceRef(), old);
    return spec.with(
        draft -> {
          draft.dataSource(source).dataSourceRef(reference);
          if (source != null && reference == null) {
            draft.dataSourceRef(
                TypedObjectReference.builder()
                    .apiGroup(source.apiGroup())
                    .kind(source.kind())
                    .name(source.name())
                    .build());
          } else if (source == null && reference != null && reference.namespace() == null) {
            draft.dataSource(local(reference));
          }
        });
  }

  /// The older form of a source.
  static TypedLocalObjectReference local(TypedObjectReference reference) {
    return TypedLocalObjectReference.builder()
        .apiGroup(reference.apiGroup())
        .kind(reference.kind())
        .name(reference.name())
        .build();
  }

  /// Sources in other namespaces are a feature that is off; those that are there stay.
  private static @Nullable TypedObjectReference within(
      @Nullable TypedObjectReference reference, @Nullable PersistentVolumeClaimSpec old) {
    TypedObjectReference before = old == null ? null : old.dataSourceRef();
    boolean had = before != null && before.namespace() != null;
    return reference == null || had ? reference : reference.with(draft -> draft.namespace(null));
  }

  private static boolean isKnown(@Nullable TypedLocalObjectReference source) {
    if (source == null) {
      return false;
    }
    String group = source.apiGroup() == null ? "" : source.apiGroup();
    return switch (source.kind()) {
      case "PersistentVolumeClaim" -> group.isEmpty();
      case "VolumeSnapshot" -> group.equals("snapshot.storage.k8s.io");
      default -> false;
    };
  }
}
