package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;

/// A test of an object's labels in which exact pairs and expressions must all hold. An empty
/// selector matches everything.
///
/// @param matchLabels Labels an object must carry with exactly these values; all entries are
///   required.
/// @param matchExpressions Further requirements on label keys and values, combined by AND with
///   `matchLabels`.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.LabelSelector",
    atomic = true)
public record LabelSelector(
    @Field(tag = 1) Map<String, String> matchLabels,
    @Field(tag = 2, list = ListType.ATOMIC) List<LabelSelectorRequirement> matchExpressions)
    implements LabelSelectorBuilder.With {
  public LabelSelector {
    matchExpressions = List.copyOf(matchExpressions);
    matchLabels = SortedStringMap.copyOf(matchLabels);
  }

  /// An empty draft.
  public static LabelSelectorBuilder builder() {
    return new LabelSelectorBuilder();
  }
}
