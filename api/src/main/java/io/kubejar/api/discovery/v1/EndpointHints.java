package io.kubejar.api.discovery.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The zones and nodes from which an endpoint should best be used.
///
/// @param forZones Zones whose clients should prefer this endpoint; at most 8 entries.
/// @param forNodes Nodes whose clients should prefer this endpoint; at most 8 entries.
@ApiType(
    value = "io.k8s.api.discovery.v1.EndpointHints",
    proto = "k8s.io.api.discovery.v1.EndpointHints")
public record EndpointHints(
    @Field(tag = 1, list = ListType.ATOMIC) List<ForZone> forZones,
    @Field(tag = 2, list = ListType.ATOMIC) List<ForNode> forNodes)
    implements EndpointHintsBuilder.With {
  public EndpointHints {
    forZones = List.copyOf(forZones);
    forNodes = List.copyOf(forNodes);
  }

  /// An empty draft.
  public static EndpointHintsBuilder builder() {
    return new EndpointHintsBuilder();
  }
}
