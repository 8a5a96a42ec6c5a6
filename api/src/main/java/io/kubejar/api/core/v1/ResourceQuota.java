package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The upper bounds on what a namespace may hold or request in total, together with what is used
/// now.
///
/// @param metadata Name, namespace, labels and other standard data of the quota.
/// @param spec Ceilings for the namespace and the objects they count.
/// @param status Enforced ceilings together with the amounts used so far.
@ApiType(
    value = "io.k8s.api.core.v1.ResourceQuota",
    proto = "k8s.io.api.core.v1.ResourceQuota",
    version = "v1",
    kind = "ResourceQuota")
public record ResourceQuota(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) ResourceQuotaSpec spec,
    @Field(tag = 3) ResourceQuotaStatus status)
    implements ApiObject, ResourceQuotaBuilder.With {
  /// An empty draft.
  public static ResourceQuotaBuilder builder() {
    return new ResourceQuotaBuilder();
  }
}
