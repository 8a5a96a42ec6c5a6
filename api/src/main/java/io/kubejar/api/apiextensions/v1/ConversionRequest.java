package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.RawJson;
import java.util.List;

/// Custom objects sent to a conversion webhook, with the version they are to be turned into.
///
/// @param uid Identifier of this exchange, which the webhook must return in its response.
/// @param desiredAPIVersion Group and version the objects have to be converted to, like
///   `stable.example.com/v2`.
/// @param objects Custom resource objects that the webhook is asked to convert.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ConversionRequest",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ConversionRequest")
public record ConversionRequest(
    @Field(tag = 1, required = true, always = true) String uid,
    @Field(tag = 2, required = true, always = true) String desiredAPIVersion,
    @Field(tag = 3, required = true, always = true, list = ListType.ATOMIC) List<RawJson> objects)
    implements ConversionRequestBuilder.With {
  public ConversionRequest {
    objects = List.copyOf(objects);
  }

  /// An empty draft.
  public static ConversionRequestBuilder builder() {
    return new ConversionRequestBuilder();
  }
}
