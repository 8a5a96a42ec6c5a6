package io.kubejar.api.apiregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The conditions of a registered API.
@ApiType(
    value = "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceStatus",
    proto = "k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIServiceStatus")
public record APIServiceStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<APIServiceCondition> conditions)
    implements APIServiceStatusBuilder.With {
  public APIServiceStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static APIServiceStatusBuilder builder() {
    return new APIServiceStatusBuilder();
  }
}
