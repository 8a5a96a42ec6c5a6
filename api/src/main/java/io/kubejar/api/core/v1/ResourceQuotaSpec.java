package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The hard bounds by resource name, and the scopes that narrow which objects are counted.
///
/// @param hard Ceiling per resource, for example `requests.cpu`, `pods` or `count/secrets`.
/// @param scopes Filters an object must match, all of them, to be counted; everything counts if
///   unset.
/// @param scopeSelector Further filters with operators and values, combined with `scopes` by
///   logical and.
@ApiType(
    value = "io.k8s.api.core.v1.ResourceQuotaSpec",
    proto = "k8s.io.api.core.v1.ResourceQuotaSpec")
public record ResourceQuotaSpec(
    @Field(tag = 1) Map<String, Quantity> hard,
    @Field(
            tag = 2,
            oneOf = {
              "BestEffort",
              "CrossNamespacePodAffinity",
              "NotBestEffort",
              "NotTerminating",
              "PriorityClass",
              "Terminating",
              "VolumeAttributesClass"
            },
            list = ListType.ATOMIC)
        List<String> scopes,
    @Field(tag = 3) @Nullable ScopeSelector scopeSelector)
    implements ResourceQuotaSpecBuilder.With {
  public ResourceQuotaSpec {
    scopes = List.copyOf(scopes);
    hard = SortedStringMap.copyOf(hard);
  }

  /// An empty draft.
  public static ResourceQuotaSpecBuilder builder() {
    return new ResourceQuotaSpecBuilder();
  }
}
