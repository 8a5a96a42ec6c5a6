package io.kubejar.api.apps.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that keeps a number of interchangeable pods running and rolls changes out
/// through replica sets.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec Wanted state: replica count, pod template and the way new versions roll out.
/// @param status Replica counts and conditions most recently observed by the deployment controller.
@ApiType(
    value = "io.k8s.api.apps.v1.Deployment",
    proto = "k8s.io.api.apps.v1.Deployment",
    group = "apps",
    version = "v1",
    kind = "Deployment")
public record Deployment(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) DeploymentSpec spec,
    @Field(tag = 3) DeploymentStatus status)
    implements ApiObject, DeploymentBuilder.With {
  /// An empty draft.
  public static DeploymentBuilder builder() {
    return new DeploymentBuilder();
  }
}
