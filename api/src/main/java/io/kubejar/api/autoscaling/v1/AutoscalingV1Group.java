package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `autoscaling`, version `v1`.
public final class AutoscalingV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER);

  private AutoscalingV1Group() {}
}
