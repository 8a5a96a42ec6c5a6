package io.kubejar.api.apiregistration.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The registration of one API group version, answered by the server itself or passed on to a
/// service. Its name is `<version>.<group>`.
@ApiType(
    value = "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIService",
    proto = "k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIService",
    group = "apiregistration.k8s.io",
    version = "v1",
    kind = "APIService")
public record APIService(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) APIServiceSpec spec,
    @Field(tag = 3) APIServiceStatus status)
    implements ApiObject, APIServiceBuilder.With {
  /// An empty draft.
  public static APIServiceBuilder builder() {
    return new APIServiceBuilder();
  }
}
