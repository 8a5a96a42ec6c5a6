package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A CEL test that a part of a custom object must pass, with the message, reason and field path of
/// the error. A rule that uses `oldSelf` compares with the stored value.
///
/// @param rule CEL expression that must yield true; `self` is the value, `oldSelf` its previous
///   one.
/// @param message Text returned on failure; required if the rule spans lines, and must itself be
///   one line.
/// @param messageExpression CEL expression producing the failure text; has precedence over
///   `message` when it succeeds.
/// @param reason Cause reported to the client, default `FieldValueInvalid`; also
///   `FieldValueForbidden`, `FieldValueRequired` or `FieldValueDuplicate`.
/// @param fieldPath Relative JSON path of the field to blame, such as `.spec.size`; default is the
///   value itself.
/// @param optionalOldSelf True evaluates transition rules on creation too, with `oldSelf` as an
///   optional that may be empty.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ValidationRule",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ValidationRule")
public record ValidationRule(
    @Field(tag = 1, required = true, always = true) String rule,
    @Field(tag = 2) String message,
    @Field(tag = 3) String messageExpression,
    @Field(
            tag = 4,
            oneOf = {
              "FieldValueDuplicate",
              "FieldValueForbidden",
              "FieldValueInvalid",
              "FieldValueRequired"
            })
        @Nullable String reason,
    @Field(tag = 5) String fieldPath,
    @Field(tag = 6) @Nullable Boolean optionalOldSelf)
    implements ValidationRuleBuilder.With {
  /// An empty draft.
  public static ValidationRuleBuilder builder() {
    return new ValidationRuleBuilder();
  }
}
