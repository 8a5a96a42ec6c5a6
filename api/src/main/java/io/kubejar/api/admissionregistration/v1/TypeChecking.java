package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The type problems found in a policy's expressions.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.TypeChecking",
    proto = "k8s.io.api.admissionregistration.v1.TypeChecking")
public record TypeChecking(
    @Field(tag = 1, list = ListType.ATOMIC) List<ExpressionWarning> expressionWarnings)
    implements TypeCheckingBuilder.With {
  public TypeChecking {
    expressionWarnings = List.copyOf(expressionWarnings);
  }

  /// An empty draft.
  public static TypeCheckingBuilder builder() {
    return new TypeCheckingBuilder();
  }
}
