package io.kubejar.api.events.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `events.k8s.io`, version `v1`.
public final class EventsV1Group {
  public static final List<Kind<?>> KINDS = List.of(EventKind.EVENT);

  private EventsV1Group() {}
}
