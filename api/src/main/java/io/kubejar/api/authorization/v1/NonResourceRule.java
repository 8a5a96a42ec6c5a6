package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Verbs allowed on a set of URL paths; a path may end in `*`.
///
/// @param verbs HTTP verbs permitted on the paths; `*` stands for all of them.
/// @param nonResourceURLs URL paths covered; `*` may stand alone or as the last path step.
@ApiType(
    value = "io.k8s.api.authorization.v1.NonResourceRule",
    proto = "k8s.io.api.authorization.v1.NonResourceRule")
public record NonResourceRule(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<String> verbs,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> nonResourceURLs)
    implements NonResourceRuleBuilder.With {
  public NonResourceRule {
    verbs = List.copyOf(verbs);
    nonResourceURLs = List.copyOf(nonResourceURLs);
  }

  /// An empty draft.
  public static NonResourceRuleBuilder builder() {
    return new NonResourceRuleBuilder();
  }
}
