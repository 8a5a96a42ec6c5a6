package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// The bounds for one kind of thing (`Pod`, `Container` or `PersistentVolumeClaim`): minimum,
/// maximum, defaults, and the highest ratio of limit to request, each by resource name.
///
/// @param type What the rule applies to: `Container`, `Pod` or `PersistentVolumeClaim`.
/// @param max Greatest permitted amount of each resource, keyed by resource name.
/// @param min Smallest permitted amount of each resource, keyed by resource name.
/// @param defaultValue Limits given to containers that state none, per resource; containers only.
/// @param defaultRequest Requests given to containers that state none, per resource; containers
///   only.
/// @param maxLimitRequestRatio Greatest permitted quotient of limit to request, per resource.
@ApiType(value = "io.k8s.api.core.v1.LimitRangeItem", proto = "k8s.io.api.core.v1.LimitRangeItem")
public record LimitRangeItem(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Container", "PersistentVolumeClaim", "Pod"})
        String type,
    @Field(tag = 2) Map<String, Quantity> max,
    @Field(tag = 3) Map<String, Quantity> min,
    @Field(tag = 4, json = "default") Map<String, Quantity> defaultValue,
    @Field(tag = 5) Map<String, Quantity> defaultRequest,
    @Field(tag = 6) Map<String, Quantity> maxLimitRequestRatio)
    implements LimitRangeItemBuilder.With {
  public LimitRangeItem {
    max = SortedStringMap.copyOf(max);
    min = SortedStringMap.copyOf(min);
    defaultValue = SortedStringMap.copyOf(defaultValue);
    defaultRequest = SortedStringMap.copyOf(defaultRequest);
    maxLimitRequestRatio = SortedStringMap.copyOf(maxLimitRequestRatio);
  }

  /// An empty draft.
  public static LimitRangeItemBuilder builder() {
    return new LimitRangeItemBuilder();
  }
}
