package io.kubejar.server.special.review;

import io.kubejar.api.authorization.v1.NonResourceRule;
import io.kubejar.api.authorization.v1.ResourceRule;
import io.kubejar.api.authorization.v1.SelfSubjectRulesReview;
import io.kubejar.api.authorization.v1.SelfSubjectRulesReviewKind;
import io.kubejar.api.authorization.v1.SubjectRulesReviewStatus;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.RuleResolver;
import io.kubejar.server.spi.User;
import java.util.ArrayList;
import java.util.List;

/// Tells users what they may do in a namespace.
public final class RulesReview implements VirtualResource<SelfSubjectRulesReview> {
  private final RuleResolver resolver;

  public RulesReview(RuleResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Kind<SelfSubjectRulesReview> kind() {
    return SelfSubjectRulesReviewKind.SELF_SUBJECT_RULES_REVIEW;
  }

  @Override
  public SelfSubjectRulesReview create(ResourceRequest request, SelfSubjectRulesReview review)
      throws ApiException {
    String namespace = review.spec().namespace();
    if (namespace.isEmpty()) {
      throw Failures.badRequest("no namespace on request");
    }
    User user = request.user();
    var found = resolver.rules(user, namespace);
    var resources = new ArrayList<ResourceRule>();
    var paths = new ArrayList<NonResourceRule>();
    for (PolicyRule rule : found.rules()) {
      if (!rule.resources().isEmpty()) {
        resources.add(
            new ResourceRule(
                rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames()));
      }
      if (!rule.nonResourceURLs().isEmpty()) {
        paths.add(new NonResourceRule(rule.verbs(), rule.nonResourceURLs()));
      }
    }
    // What the node authorizer allows cannot be listed.
    boolean node = user.name().startsWith("system:node:") && user.inGroup("system:nodes");
    List<String> errors = found.errors();
    return review.with(
        it ->
            it.status(
                new SubjectRulesReviewStatus(
                    resources,
                    paths,
                    node || !errors.isEmpty(),
                    node
                        ? "node authorizer does not support user rule resolution"
                        : String.join(", ", errors))));
  }
}
