package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// APIResourceList
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.APIResourceList",
    version = "v1",
    kind = "APIResourceList")
public record APIResourceList(
    @Field(tag = 1, required = true, always = true) String groupVersion,
    @Field(tag = 2, required = true, always = true, list = ListType.ATOMIC)
        List<APIResource> resources)
    implements APIResourceListBuilder.With {
  public APIResourceList {
    resources = List.copyOf(resources);
  }

  /// An empty draft.
  public static APIResourceListBuilder builder() {
    return new APIResourceListBuilder();
  }
}
