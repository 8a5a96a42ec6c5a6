package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// APIGroupList
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.APIGroupList",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.APIGroupList",
    version = "v1",
    kind = "APIGroupList")
public record APIGroupList(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<APIGroup> groups)
    implements APIGroupListBuilder.With {
  public APIGroupList {
    groups = List.copyOf(groups);
  }

  /// An empty draft.
  public static APIGroupListBuilder builder() {
    return new APIGroupListBuilder();
  }
}
