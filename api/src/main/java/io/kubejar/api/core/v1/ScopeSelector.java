package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A list of tests on quota scopes that an object must all pass to be counted.
///
/// @param matchExpressions Tests on the scope of objects, all of which have to hold.
@ApiType(
    value = "io.k8s.api.core.v1.ScopeSelector",
    proto = "k8s.io.api.core.v1.ScopeSelector",
    atomic = true)
public record ScopeSelector(
    @Field(tag = 1, list = ListType.ATOMIC)
        List<ScopedResourceSelectorRequirement> matchExpressions)
    implements ScopeSelectorBuilder.With {
  public ScopeSelector {
    matchExpressions = List.copyOf(matchExpressions);
  }

  /// An empty draft.
  public static ScopeSelectorBuilder builder() {
    return new ScopeSelectorBuilder();
  }
}
