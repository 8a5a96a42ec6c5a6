package io.kubejar.api.authorization.v1;

import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The label selector of a request being authorized, raw or as parsed requirements.
///
/// @param rawSelector Selector in query-string form; webhooks may see it, but callers use only one
///   of both fields.
/// @param requirements Parsed label conditions, joined by AND; excludes `rawSelector`. Unknown
///   operators grant no narrowing.
@ApiType(
    value = "io.k8s.api.authorization.v1.LabelSelectorAttributes",
    proto = "k8s.io.api.authorization.v1.LabelSelectorAttributes")
public record LabelSelectorAttributes(
    @Field(tag = 1) String rawSelector,
    @Field(tag = 2, list = ListType.ATOMIC) List<LabelSelectorRequirement> requirements)
    implements LabelSelectorAttributesBuilder.With {
  public LabelSelectorAttributes {
    requirements = List.copyOf(requirements);
  }

  /// An empty draft.
  public static LabelSelectorAttributesBuilder builder() {
    return new LabelSelectorAttributesBuilder();
  }
}
