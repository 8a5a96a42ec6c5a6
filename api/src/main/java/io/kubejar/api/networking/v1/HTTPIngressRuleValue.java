package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The paths of one host with their backends.
///
/// @param paths Paths with their backends, at least one; the most specific match wins.
@ApiType(
    value = "io.k8s.api.networking.v1.HTTPIngressRuleValue",
    proto = "k8s.io.api.networking.v1.HTTPIngressRuleValue")
public record HTTPIngressRuleValue(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC)
        List<HTTPIngressPath> paths)
    implements HTTPIngressRuleValueBuilder.With {
  public HTTPIngressRuleValue {
    paths = List.copyOf(paths);
  }

  /// An empty draft.
  public static HTTPIngressRuleValueBuilder builder() {
    return new HTTPIngressRuleValueBuilder();
  }
}
