package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The list of bounds that a limit range enforces.
///
/// @param limits Rules that are enforced, each for one kind of object.
@ApiType(value = "io.k8s.api.core.v1.LimitRangeSpec", proto = "k8s.io.api.core.v1.LimitRangeSpec")
public record LimitRangeSpec(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC)
        List<LimitRangeItem> limits)
    implements LimitRangeSpecBuilder.With {
  public LimitRangeSpec {
    limits = List.copyOf(limits);
  }

  /// An empty draft.
  public static LimitRangeSpecBuilder builder() {
    return new LimitRangeSpecBuilder();
  }
}
