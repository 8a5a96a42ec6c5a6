package io.kubejar.server.special.review;

import io.kubejar.api.authorization.v1.FieldSelectorAttributes;
import io.kubejar.api.authorization.v1.LabelSelectorAttributes;
import io.kubejar.api.authorization.v1.LocalSubjectAccessReview;
import io.kubejar.api.authorization.v1.LocalSubjectAccessReviewKind;
import io.kubejar.api.authorization.v1.NonResourceAttributes;
import io.kubejar.api.authorization.v1.ResourceAttributes;
import io.kubejar.api.authorization.v1.SelfSubjectAccessReview;
import io.kubejar.api.authorization.v1.SelfSubjectAccessReviewKind;
import io.kubejar.api.authorization.v1.SubjectAccessReview;
import io.kubejar.api.authorization.v1.SubjectAccessReviewKind;
import io.kubejar.api.authorization.v1.SubjectAccessReviewSpec;
import io.kubejar.api.authorization.v1.SubjectAccessReviewStatus;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.FieldSelectorRequirement;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.select.Labels;
import io.kubejar.wire.select.Requirement;
import io.kubejar.wire.select.Requirement.Operator;
import io.kubejar.wire.select.SelectorException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The reviews that tell whether somebody may do something.
public final class AccessReviews {
  private static final String GROUP = "authorization.k8s.io";

  private final Authorizer authorizer;

  public AccessReviews(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /// The resources for oneself, for anybody, and for anybody within a namespace.
  public List<VirtualResource<?>> all() {
    return List.of(new Anybody(), new Local(), new Oneself());
  }

  private final class Anybody implements VirtualResource<SubjectAccessReview> {
    @Override
    public Kind<SubjectAccessReview> kind() {
      return SubjectAccessReviewKind.SUBJECT_ACCESS_REVIEW;
    }

    @Override
    public SubjectAccessReview create(ResourceRequest request, SubjectAccessReview review) {
      var errors = new FieldErrors();
      checkSubject(errors, review.spec());
      checkTarget(
          errors, review.spec().resourceAttributes(), review.spec().nonResourceAttributes());
      checkMetadata(errors, review.metadata(), "");
      refuse(errors);
      SubjectAccessReviewStatus status = decide(review.spec());
      return review.with(it -> it.status(status));
    }
  }

  private final class Local implements VirtualResource<LocalSubjectAccessReview> {
    @Override
    public Kind<LocalSubjectAccessReview> kind() {
      return LocalSubjectAccessReviewKind.LOCAL_SUBJECT_ACCESS_REVIEW;
    }

    @Override
    public LocalSubjectAccessReview create(
        ResourceRequest request, LocalSubjectAccessReview review) {
      var errors = new FieldErrors();
      SubjectAccessReviewSpec spec = review.spec();
      checkSubject(errors, spec);
      checkMetadata(errors, review.metadata(), request.namespace());
      ResourceAttributes resource = spec.resourceAttributes();
      if (spec.nonResourceAttributes() != null) {
        errors.add(
            invalid(
                "spec.nonResourceAttributes",
                text(spec.nonResourceAttributes()),
                "disallowed on this kind of request"));
      } else if (resource == null) {
        checkTarget(errors, null, null);
      } else {
        ReviewedSelectors.check(resource, Path.of("spec", "resourceAttributes"), errors);
      }
      if (resource != null && !resource.namespace().equals(request.namespace())) {
        errors.invalid(
            Path.of("spec", "resourceAttributes", "namespace"),
            resource.namespace(),
            "must match metadata.namespace");
      }
      refuse(errors);
      SubjectAccessReviewStatus status = decide(spec);
      return review.with(it -> it.status(status));
    }
  }

  private final class Oneself implements VirtualResource<SelfSubjectAccessReview> {
    @Override
    public Kind<SelfSubjectAccessReview> kind() {
      return SelfSubjectAccessReviewKind.SELF_SUBJECT_ACCESS_REVIEW;
    }

    @Override
    public SelfSubjectAccessReview create(ResourceRequest request, SelfSubjectAccessReview review) {
      var errors = new FieldErrors();
      ResourceAttributes resource = review.spec().resourceAttributes();
      NonResourceAttributes path = review.spec().nonResourceAttributes();
      checkTarget(errors, resource, path);
      checkMetadata(errors, review.metadata(), "");
      refuse(errors);
      SubjectAccessReviewStatus status =
          status(authorizer.authorize(attributes(request.user(), resource, path)));
      return review.with(it -> it.status(status));
    }
  }

  private SubjectAccessReviewStatus decide(SubjectAccessReviewSpec spec) {
    User user = new User(spec.user(), spec.uid(), spec.groups(), spec.extra());
    return status(
        authorizer.authorize(
            attributes(user, spec.resourceAttributes(), spec.nonResourceAttributes())));
  }

  private static SubjectAccessReviewStatus status(Decision decision) {
    return switch (decision) {
      case Decision.Allowed(String reason) ->
          new SubjectAccessReviewStatus(true, false, reason, "");
      case Decision.Denied(String reason) -> new SubjectAccessReviewStatus(false, true, reason, "");
      case Decision.NoOpinion(String reason) ->
          new SubjectAccessReviewStatus(false, false, reason, "");
      case Decision.Failed(String error, String reason, boolean denies) ->
          new SubjectAccessReviewStatus(false, denies, reason, error);
    };
  }

  private static Attributes attributes(
      User user, @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes path) {
    if (resource == null) {
      return path == null
          ? Attributes.ofPath(user, "", "")
          : Attributes.ofPath(user, path.verb(), path.path());
    }
    return new Attributes(
        user,
        resource.verb(),
        resource.group(),
        resource.version(),
        resource.resource(),
        resource.subresource(),
        resource.namespace(),
        resource.name(),
        fields(resource.fieldSelector()),
        labels(resource.labelSelector()),
        "");
  }

  /// A selector as text; what cannot be said in it selects more, which grants nothing more.
  private static String fields(@Nullable FieldSelectorAttributes selector) {
    if (selector == null) {
      return "";
    }
    if (!selector.rawSelector().isEmpty()) {
      return selector.rawSelector();
    }
    return selector.requirements().stream()
        .filter(AccessReviews::isEquality)
        .map(
            each ->
                each.key() + (each.operator().equals("In") ? "=" : "!=") + each.values().getFirst())
        .collect(Collectors.joining(","));
  }

  private static boolean isEquality(FieldSelectorRequirement requirement) {
    return requirement.values().size() == 1
        && (requirement.operator().equals("In") || requirement.operator().equals("NotIn"));
  }

  private static String labels(@Nullable LabelSelectorAttributes selector) {
    if (selector == null) {
      return "";
    }
    if (!selector.rawSelector().isEmpty()) {
      return selector.rawSelector();
    }
    try {
      return Labels.of(
              selector.requirements().stream().flatMap(each -> requirement(each).stream()).toList())
          .toString();
    } catch (SelectorException _) {
      return "";
    }
  }

  private static Optional<Requirement> requirement(LabelSelectorRequirement given) {
    return switch (given.operator()) {
      case "In" -> Optional.of(Requirement.of(given.key(), Operator.IN, given.values()));
      case "NotIn" -> Optional.of(Requirement.of(given.key(), Operator.NOT_IN, given.values()));
      case "Exists" -> Optional.of(Requirement.of(given.key(), Operator.EXISTS, List.of()));
      case "DoesNotExist" ->
          Optional.of(Requirement.of(given.key(), Operator.DOES_NOT_EXIST, List.of()));
      default -> Optional.empty();
    };
  }

  private static void checkSubject(FieldErrors errors, SubjectAccessReviewSpec spec) {
    if (spec.user().isEmpty() && spec.groups().isEmpty()) {
      errors.invalid(
          Path.of("spec", "user"), "", "at least one of user or group must be specified");
    }
  }

  private static void checkTarget(
      FieldErrors errors,
      @Nullable ResourceAttributes resource,
      @Nullable NonResourceAttributes path) {
    if (resource != null && path != null) {
      errors.add(
          invalid(
              "spec.nonResourceAttributes",
              text(path),
              "cannot be specified in combination with resourceAttributes"));
    } else if (resource == null && path == null) {
      errors.add(
          invalid(
              "spec.resourceAttributes",
              "null",
              "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
    }
    if (resource != null) {
      ReviewedSelectors.check(resource, Path.of("spec", "resourceAttributes"), errors);
    }
  }

  private static void checkMetadata(FieldErrors errors, ObjectMeta metadata, String namespace) {
    ObjectMeta bare =
        ObjectMeta.builder().namespace(namespace).managedFields(metadata.managedFields()).build();
    if (!metadata.equals(bare)) {
      String json =
          new String(
              JsonEncoder.encode(ObjectMetaCodec.INSTANCE, metadata), StandardCharsets.UTF_8);
      errors.add(
          invalid(
              "metadata",
              json,
              namespace.isEmpty() ? "must be empty" : "must be empty except for namespace"));
    }
  }

  private static void refuse(FieldErrors errors) throws ApiException {
    if (!errors.isEmpty()) {
      throw Failures.invalid(GROUP, "", "", errors.toList());
    }
  }

  private static String text(NonResourceAttributes path) {
    return "{\"Path\":\"%s\",\"Verb\":\"%s\"}".formatted(path.path(), path.verb());
  }

  private static FieldError invalid(String field, String value, String detail) {
    return new FieldError(
        FieldError.Type.INVALID, field, "Invalid value: " + value + ": " + detail);
  }
}
