package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// A named group of counters that several devices of a pool share.
@ApiType(value = "io.k8s.api.resource.v1.CounterSet", proto = "k8s.io.api.resource.v1.CounterSet")
public record CounterSet(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true) Map<String, Counter> counters)
    implements CounterSetBuilder.With {
  public CounterSet {
    counters = SortedStringMap.copyOf(counters);
  }

  /// An empty draft.
  public static CounterSetBuilder builder() {
    return new CounterSetBuilder();
  }
}
