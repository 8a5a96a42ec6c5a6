package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set of pods, chosen by labels and namespaces, and the node label (`topologyKey`) whose equal
/// values count as the same place.
///
/// @param labelSelector Chooses the other pods by label; when null, no pod matches.
/// @param namespaces Namespaces searched in addition to those found by `namespaceSelector`; with
///   neither, the pod's own namespace.
/// @param topologyKey Node label whose equal values define one domain, for example a zone; may not
///   be empty.
/// @param namespaceSelector Chooses namespaces to search by their labels; an empty selector stands
///   for every namespace.
/// @param matchLabelKeys Keys whose values are copied from the incoming pod's labels into the
///   selector as equality tests.
/// @param mismatchLabelKeys Keys whose values are copied from the incoming pod's labels as
///   exclusions in the selector.
@ApiType(value = "io.k8s.api.core.v1.PodAffinityTerm", proto = "k8s.io.api.core.v1.PodAffinityTerm")
public record PodAffinityTerm(
    @Field(tag = 1) @Nullable LabelSelector labelSelector,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> namespaces,
    @Field(tag = 3, required = true, always = true) String topologyKey,
    @Field(tag = 4) @Nullable LabelSelector namespaceSelector,
    @Field(tag = 5, list = ListType.ATOMIC) List<String> matchLabelKeys,
    @Field(tag = 6, list = ListType.ATOMIC) List<String> mismatchLabelKeys)
    implements PodAffinityTermBuilder.With {
  public PodAffinityTerm {
    namespaces = List.copyOf(namespaces);
    matchLabelKeys = List.copyOf(matchLabelKeys);
    mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
  }

  /// An empty draft.
  public static PodAffinityTermBuilder builder() {
    return new PodAffinityTermBuilder();
  }
}
