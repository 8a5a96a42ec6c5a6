package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.RawJson;
import java.util.List;

/// The converted custom objects in the order received, or the reason the conversion failed.
///
/// @param uid Copy of the request's `uid`, so that both can be matched.
/// @param convertedObjects Converted objects in the request's order; empty when the conversion
///   failed.
/// @param result `Success`, or `Failure` with a message for the user explaining what went wrong.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ConversionResponse",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ConversionResponse")
public record ConversionResponse(
    @Field(tag = 1, required = true, always = true) String uid,
    @Field(tag = 2, required = true, always = true, list = ListType.ATOMIC)
        List<RawJson> convertedObjects,
    @Field(tag = 3, required = true, always = true) Status result)
    implements ConversionResponseBuilder.With {
  public ConversionResponse {
    convertedObjects = List.copyOf(convertedObjects);
  }

  /// An empty draft.
  public static ConversionResponseBuilder builder() {
    return new ConversionResponseBuilder();
  }
}
