package io.kubejar.policy.accessreview;

import io.kubejar.api.admissionregistration.v1.MatchCondition;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.CelSchema.ListOf;
import io.kubejar.cel.schema.CelSchema.MapOf;
import io.kubejar.cel.schema.CelSchema.Struct;
import io.kubejar.cel.schema.CelSchema.Text;
import io.kubejar.cel.value.Views;
import io.kubejar.policy.expression.Conditions;
import io.kubejar.server.spi.Attributes;
import java.util.List;
import java.util.Map;

/// Which requests a webhook is asked about: expressions over `request`, the spec of the review.
public final class ReviewConditions {
  private static final long MANY = CelSchema.MAX_REQUEST_BYTES / 3;
  private static final CelEnvironment ENVIRONMENT =
      CelEnvironment.builder().variable("request", request()).build();

  private final Conditions conditions;

  private ReviewConditions(Conditions conditions) {
    this.conditions = conditions;
  }

  /// Where the expressions stand.
  public static CelEnvironment environment() {
    return ENVIRONMENT;
  }

  public static ReviewConditions of(List<String> expressions) {
    return new ReviewConditions(
        Conditions.of(
            expressions.stream().map(each -> new MatchCondition("", each)).toList(), ENVIRONMENT));
  }

  Conditions.Outcome test(Attributes request) {
    return conditions.isEmpty()
        ? new Conditions.Outcome.Matched()
        : conditions.test(
            new Bindings().lazily("request", () -> Views.of(AccessReview.forConditions(request))));
  }

  private static CelSchema request() {
    CelSchema text = Text.UNBOUNDED;
    CelSchema texts = ListOf.atomic(text, MANY);
    CelSchema requirements =
        ListOf.atomic(
            Struct.of(
                "kubernetes.SelectorRequirement",
                Map.of("key", text, "operator", text, "values", texts)),
            MANY);
    CelSchema selector =
        Struct.of(
            "kubernetes.SelectorAttributes",
            Map.of("rawSelector", text, "requirements", requirements));
    CelSchema resource =
        Struct.of(
            "kubernetes.ResourceAttributes",
            Map.ofEntries(
                Map.entry("namespace", text),
                Map.entry("__namespace__", text),
                Map.entry("verb", text),
                Map.entry("group", text),
                Map.entry("version", text),
                Map.entry("resource", text),
                Map.entry("subresource", text),
                Map.entry("name", text),
                Map.entry("fieldSelector", selector),
                Map.entry("labelSelector", selector)));
    CelSchema path =
        Struct.of("kubernetes.NonResourceAttributes", Map.of("path", text, "verb", text));
    return Struct.of(
        "kubernetes.SubjectAccessReviewSpec",
        Map.of(
            "resourceAttributes",
            resource,
            "nonResourceAttributes",
            path,
            "user",
            text,
            "groups",
            texts,
            "extra",
            new MapOf(texts, MANY),
            "uid",
            text));
  }
}
