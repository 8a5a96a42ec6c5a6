package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `autoscaling`, version `v2`.
public final class AutoscalingV2Group {
  public static final List<Kind<?>> KINDS =
      List.of(HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER);

  private AutoscalingV2Group() {}
}
