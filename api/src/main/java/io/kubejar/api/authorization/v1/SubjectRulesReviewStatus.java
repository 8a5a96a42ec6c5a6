package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The rules that apply to the caller, and whether the list is incomplete.
///
/// @param resourceRules Permissions on API resources, in no particular order and possibly
///   overlapping.
/// @param nonResourceRules Permissions on plain URL paths, in no particular order and possibly
///   overlapping.
/// @param incomplete True if some authorizer could not list its rules, so the answer lacks
///   permissions.
/// @param evaluationError Error met during listing, for instance an authorizer without support for
///   it.
@ApiType(
    value = "io.k8s.api.authorization.v1.SubjectRulesReviewStatus",
    proto = "k8s.io.api.authorization.v1.SubjectRulesReviewStatus")
public record SubjectRulesReviewStatus(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC)
        List<ResourceRule> resourceRules,
    @Field(tag = 2, required = true, always = true, list = ListType.ATOMIC)
        List<NonResourceRule> nonResourceRules,
    @Field(tag = 3, required = true, always = true) boolean incomplete,
    @Field(tag = 4) String evaluationError)
    implements SubjectRulesReviewStatusBuilder.With {
  public SubjectRulesReviewStatus {
    resourceRules = List.copyOf(resourceRules);
    nonResourceRules = List.copyOf(nonResourceRules);
  }

  /// An empty draft.
  public static SubjectRulesReviewStatusBuilder builder() {
    return new SubjectRulesReviewStatusBuilder();
  }
}
