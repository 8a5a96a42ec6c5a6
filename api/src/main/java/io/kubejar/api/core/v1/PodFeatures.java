package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.each;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Members of pods whose features are off: they are taken for absent, unless the pod has them
/// already.
final class PodFeatures {
  private PodFeatures() {}

  /// A pod's specification without what is off.
  ///
  /// @param old what it was before, if anything
  static PodSpec enabled(PodSpec spec, @Nullable PodSpec old) {
    boolean signals = old != null && hasStopSignals(old);
    boolean trust = old != null && hasTrust(old);
    if ((signals || !hasStopSignals(spec))
        && (trust || !hasTrust(spec))
        && spec.schedulingGroup() == null) {
      return spec;
    }
    return spec.with(
        draft -> {
          if (!signals) {
            draft
                .containers(each(spec.containers(), PodFeatures::withoutStopSignal))
                .initContainers(each(spec.initContainers(), PodFeatures::withoutStopSignal));
          }
          if (!trust) {
            draft.volumes(each(spec.volumes(), PodFeatures::withoutTrust));
          }
          if (old == null || old.schedulingGroup() == null) {
            draft.schedulingGroup((PodSchedulingGroup) null);
          }
        });
  }

  private static boolean hasStopSignal(Container container) {
    Lifecycle lifecycle = container.lifecycle();
    return lifecycle != null && lifecycle.stopSignal() != null;
  }

  private static boolean hasStopSignals(PodSpec spec) {
    return spec.containers().stream().anyMatch(PodFeatures::hasStopSignal)
        || spec.initContainers().stream().anyMatch(PodFeatures::hasStopSignal);
  }

  private static Container withoutStopSignal(Container container) {
    Lifecycle lifecycle = container.lifecycle();
    if (lifecycle == null || lifecycle.stopSignal() == null) {
      return container;
    }
    Lifecycle rest = lifecycle.with(draft -> draft.stopSignal(null));
    boolean empty = rest.postStart() == null && rest.preStop() == null;
    return container.with(draft -> draft.lifecycle(empty ? null : rest));
  }

  private static List<VolumeProjection> projections(Volume volume) {
    ProjectedVolumeSource projected = volume.projected();
    return projected == null ? List.of() : projected.sources();
  }

  private static boolean isTrust(VolumeProjection projection) {
    return projection.clusterTrustBundle() != null || projection.podCertificate() != null;
  }

  private static boolean hasTrust(PodSpec spec) {
    return spec.volumes().stream()
        .anyMatch(volume -> projections(volume).stream().anyMatch(PodFeatures::isTrust));
  }

  private static Volume withoutTrust(Volume volume) {
    if (projections(volume).stream().noneMatch(PodFeatures::isTrust)) {
      return volume;
    }
    return volume.with(
        draft ->
            draft.projected(
                p ->
                    p.sources(
                        each(
                            projections(volume),
                            projection ->
                                projection.with(
                                    s ->
                                        s.clusterTrustBundle((ClusterTrustBundleProjection) null)
                                            .podCertificate((PodCertificateProjection) null))))));
  }
}
