package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule on how evenly matching pods are spread over the values of a node label: the largest
/// difference allowed and what to do when it cannot be kept.
///
/// @param maxSkew Greatest permitted difference in matching pods between a domain and the least
///   filled one; at least 1.
/// @param topologyKey Node label whose values divide the nodes into domains.
/// @param whenUnsatisfiable What to do if the rule cannot be met: `DoNotSchedule` or
///   `ScheduleAnyway`, which only lowers the score.
/// @param labelSelector Chooses by label the pods that are counted in each domain.
/// @param minDomains Least number of eligible domains; with fewer, the minimum count is taken as
///   zero, default 1.
/// @param nodeAffinityPolicy Whether node affinity and selector limit the nodes counted: `Honor`
///   (default) or `Ignore`.
/// @param nodeTaintsPolicy Whether tainted nodes the pod does not tolerate are left out: `Honor`,
///   or `Ignore` (default).
/// @param matchLabelKeys Keys whose values on the incoming pod further restrict the pods counted.
@ApiType(
    value = "io.k8s.api.core.v1.TopologySpreadConstraint",
    proto = "k8s.io.api.core.v1.TopologySpreadConstraint")
public record TopologySpreadConstraint(
    @Field(tag = 1, required = true, always = true, format = "int32") int maxSkew,
    @Field(tag = 2, required = true, always = true) String topologyKey,
    @Field(
            tag = 3,
            required = true,
            always = true,
            oneOf = {"DoNotSchedule", "ScheduleAnyway"})
        String whenUnsatisfiable,
    @Field(tag = 4) @Nullable LabelSelector labelSelector,
    @Field(tag = 5, format = "int32") @Nullable Integer minDomains,
    @Field(
            tag = 6,
            oneOf = {"Honor", "Ignore"})
        @Nullable String nodeAffinityPolicy,
    @Field(
            tag = 7,
            oneOf = {"Honor", "Ignore"})
        @Nullable String nodeTaintsPolicy,
    @Field(tag = 8, list = ListType.ATOMIC, gate = "MatchLabelKeysInPodTopologySpread")
        List<String> matchLabelKeys)
    implements TopologySpreadConstraintBuilder.With {
  public TopologySpreadConstraint {
    matchLabelKeys = List.copyOf(matchLabelKeys);
  }

  /// An empty draft.
  public static TopologySpreadConstraintBuilder builder() {
    return new TopologySpreadConstraintBuilder();
  }
}
