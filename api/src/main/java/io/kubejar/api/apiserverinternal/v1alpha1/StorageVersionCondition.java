package io.kubejar.api.apiserverinternal.v1alpha1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// An aspect of the versions that servers work with.
///
/// @param type Name of the aspect, such as `AllEncodingVersionsEqual`.
/// @param status `True`, `False` or `Unknown`.
/// @param observedGeneration Value of `metadata.generation` that the condition was computed from.
/// @param lastTransitionTime When the status last changed.
/// @param reason Word for programs that tells the cause.
/// @param message Text for people.
@ApiType(
    value = "io.k8s.api.apiserverinternal.v1alpha1.StorageVersionCondition",
    proto = "k8s.io.api.apiserverinternal.v1alpha1.StorageVersionCondition")
public record StorageVersionCondition(
    @Field(tag = 1, required = true, always = true, known = "AllEncodingVersionsEqual") String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, format = "int64") long observedGeneration,
    @Field(tag = 4) @Nullable Time lastTransitionTime,
    @Field(tag = 5, required = true, always = true) String reason,
    @Field(tag = 6, required = true) String message)
    implements StorageVersionConditionBuilder.With {
  /// An empty draft.
  public static StorageVersionConditionBuilder builder() {
    return new StorageVersionConditionBuilder();
  }
}
