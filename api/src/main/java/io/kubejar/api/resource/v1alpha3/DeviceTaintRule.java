package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A taint for all devices that a selector picks, as if their driver had set it.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec The devices and their taint.
/// @param status What became of the rule.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.DeviceTaintRule",
    proto = "k8s.io.api.resource.v1alpha3.DeviceTaintRule",
    group = "resource.k8s.io",
    version = "v1alpha3",
    kind = "DeviceTaintRule")
public record DeviceTaintRule(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) DeviceTaintRuleSpec spec,
    @Field(tag = 3) DeviceTaintRuleStatus status)
    implements ApiObject, DeviceTaintRuleBuilder.With {
  /// An empty draft.
  public static DeviceTaintRuleBuilder builder() {
    return new DeviceTaintRuleBuilder();
  }
}
