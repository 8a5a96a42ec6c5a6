package io.kubejar.api.certificates.v1beta1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.stream.Collectors;

/// The `podcertificaterequests` resource: names and rules of [PodCertificateRequest].
public final class PodCertificateRequestKind implements Kind<PodCertificateRequest> {
  public static final PodCertificateRequestKind POD_CERTIFICATE_REQUEST =
      new PodCertificateRequestKind();

  private static final int DAY = 24 * 60 * 60;

  private static final Names NAMES =
      Names.of("certificates.k8s.io", "v1beta1", "PodCertificateRequest", "podcertificaterequests")
          .namespaced()
          .stored("/registry/podcertificaterequests/", "wYA9yXQH8fg=")
          .subresource("status", "get", "patch", "update")
          .build();

  private PodCertificateRequestKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PodCertificateRequest> codec() {
    return PodCertificateRequestCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public List<String> resetFields(String subresource) {
    return subresource.equals("status") ? List.of("spec") : List.of();
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public PodCertificateRequest defaults(PodCertificateRequest given) {
    return given.with(
        draft ->
            draft.spec(
                spec ->
                    spec.maxExpirationSeconds(orElse(given.spec().maxExpirationSeconds(), DAY))));
  }

  @Override
  public void validate(PodCertificateRequest object, FieldErrors errors) {
    PodCertificateValidation.check(object.spec(), Path.of("spec"), errors);
  }

  @Override
  public void validateUpdate(
      PodCertificateRequest object, PodCertificateRequest old, FieldErrors errors) {
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), FieldErrors.plain(object.spec()), "field is immutable");
    }
  }

  @Override
  public void validateStatusUpdate(
      PodCertificateRequest object, PodCertificateRequest old, FieldErrors errors) {
    PodCertificateStatusValidation.check(object, old, errors);
  }

  @Override
  public String unsupportedField(String field) {
    return "field label not supported: " + field;
  }

  @Override
  public List<SelectableField<PodCertificateRequest>> selectableFields() {
    return List.of(
        new SelectableField<>("spec.signerName", each -> each.spec().signerName()),
        new SelectableField<>("spec.podName", each -> each.spec().podName()),
        new SelectableField<>("spec.nodeName", each -> each.spec().nodeName()));
  }

  private static Object state(PodCertificateRequest request) {
    return request.status().conditions().stream()
        .map(Condition::type)
        .filter(PodCertificateStatusValidation.FINAL_TYPES::contains)
        .findFirst()
        .orElse("Pending");
  }

  private static Object annotations(PodCertificateRequest request) {
    return request.spec().unverifiedUserAnnotations().isEmpty()
        ? "<none>"
        : request.spec().unverifiedUserAnnotations().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(","));
  }

  @Override
  public List<Column<PodCertificateRequest>> columns() {
    return COLUMNS;
  }

  private static final List<Column<PodCertificateRequest>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("PodName", "The pod.", each -> each.spec().podName()),
          Column.text(
              "ServiceAccountName",
              "The pod's service account.",
              each -> each.spec().serviceAccountName()),
          Column.text("NodeName", "The pod's node.", each -> each.spec().nodeName()),
          Column.text("SignerName", "Who is to sign.", each -> each.spec().signerName()),
          Column.text("State", "What became of it.", each -> state(each)),
          Column.text(
              "UnverifiedUserAnnotations",
              "What the pod's author wishes.",
              each -> annotations(each)));
}
