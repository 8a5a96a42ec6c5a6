package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The parameter objects of a binding, by name or by label selector, and what happens when none is
/// found.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ParamRef",
    proto = "k8s.io.api.admissionregistration.v1.ParamRef",
    atomic = true)
public record ParamRef(
    @Field(tag = 1) String name,
    @Field(tag = 2) String namespace,
    @Field(tag = 3) @Nullable LabelSelector selector,
    @Field(
            tag = 4,
            known = {"Allow", "Deny"})
        @Nullable String parameterNotFoundAction)
    implements ParamRefBuilder.With {
  /// An empty draft.
  public static ParamRefBuilder builder() {
    return new ParamRefBuilder();
  }
}
