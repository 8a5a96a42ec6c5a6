package io.kubejar.api.apiregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Bytes;
import org.jspecify.annotations.Nullable;

/// The group and version registered, the service behind it, how to trust that service, and the
/// priorities that order discovery.
@ApiType(
    value = "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceSpec",
    proto = "k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIServiceSpec")
public record APIServiceSpec(
    @Field(tag = 1) @Nullable ServiceReference service,
    @Field(tag = 2) String group,
    @Field(tag = 3) String version,
    @Field(tag = 4) boolean insecureSkipTLSVerify,
    @Field(tag = 5, format = "byte", list = ListType.ATOMIC) Bytes caBundle,
    @Field(tag = 7, required = true, always = true, format = "int32") int groupPriorityMinimum,
    @Field(tag = 8, required = true, always = true, format = "int32") int versionPriority)
    implements APIServiceSpecBuilder.With {
  /// An empty draft.
  public static APIServiceSpecBuilder builder() {
    return new APIServiceSpecBuilder();
  }
}
