package io.kubejar.api.certificates.v1;

import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The `certificatesigningrequests` resource: names and rules of [CertificateSigningRequest].
public final class CertificateSigningRequestKind implements Kind<CertificateSigningRequest> {
  public static final CertificateSigningRequestKind CERTIFICATE_SIGNING_REQUEST =
      new CertificateSigningRequestKind();

  private static final Names NAMES =
      Names.of(
              "certificates.k8s.io",
              "v1",
              "CertificateSigningRequest",
              "certificatesigningrequests")
          .shortNames("csr")
          .stored("/registry/certificatesigningrequests/", "95fRKMXA+00=")
          .subresource("approval", "get", "patch", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private CertificateSigningRequestKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CertificateSigningRequest> codec() {
    return CertificateSigningRequestCodec.INSTANCE;
  }

  @Override
  public List<String> resetFields(String subresource) {
    return switch (subresource) {
      case "status" -> List.of("spec", "status.conditions");
      case "approval" -> List.of("spec", "status.certificate");
      default -> List.of("spec", "status");
    };
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public CertificateSigningRequest prepareUpdate(
      CertificateSigningRequest object, CertificateSigningRequest old) {
    return withMetadata(old, object.metadata());
  }

  @Override
  public CertificateSigningRequest prepareStatusUpdate(
      CertificateSigningRequest object, CertificateSigningRequest old) {
    List<CertificateSigningRequestCondition> conditions =
        new ArrayList<>(object.status().conditions());
    keep("Approved", conditions, old);
    keep("Denied", conditions, old);
    return withMetadata(
        old.with(
            draft ->
                draft.status(
                    status ->
                        status.certificate(object.status().certificate()).conditions(conditions))),
        object.metadata());
  }

  @Override
  public CertificateSigningRequest prepareStatusUpdate(
      CertificateSigningRequest object, CertificateSigningRequest old, Instant now) {
    return timed(prepareStatusUpdate(object, old), old, now);
  }

  /// An update through the `approval` subresource, which changes conditions and metadata.
  public CertificateSigningRequest prepareApproval(
      CertificateSigningRequest object, CertificateSigningRequest old) {
    List<CertificateSigningRequestCondition> conditions = object.status().conditions();
    return withMetadata(
        old.with(draft -> draft.status(status -> status.conditions(conditions))),
        object.metadata());
  }

  /// Conditions without times are of now; what they were about before keeps its time.
  public CertificateSigningRequest timed(
      CertificateSigningRequest prepared, CertificateSigningRequest old, Instant now) {
    List<CertificateSigningRequestCondition> timed =
        prepared.status().conditions().stream()
            .map(each -> timed(each, old.status().conditions(), new Time(now)))
            .toList();
    return prepared.with(draft -> draft.status(status -> status.conditions(timed)));
  }

  private static CertificateSigningRequestCondition timed(
      CertificateSigningRequestCondition condition,
      List<CertificateSigningRequestCondition> old,
      Time now) {
    Time since =
        old.stream()
            .filter(each -> each.type().equals(condition.type()))
            .filter(each -> each.status().equals(condition.status()))
            .map(CertificateSigningRequestCondition::lastTransitionTime)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(now);
    return condition.with(
        draft -> {
          if (condition.lastUpdateTime() == null) {
            draft.lastUpdateTime(now);
          }
          if (condition.lastTransitionTime() == null) {
            draft.lastTransitionTime(since);
          }
        });
  }

  /// Decisions are made elsewhere: as many as there were stay what they were, more or fewer are
  /// left to validation to refuse.
  private static void keep(
      String decision,
      List<CertificateSigningRequestCondition> conditions,
      CertificateSigningRequest old) {
    Iterator<CertificateSigningRequestCondition> before = of(decision, old).iterator();
    if (conditions.stream().filter(each -> each.type().equals(decision)).count()
        == of(decision, old).size()) {
      conditions.replaceAll(each -> each.type().equals(decision) ? before.next() : each);
    }
  }

  private static List<CertificateSigningRequestCondition> of(
      String type, CertificateSigningRequest request) {
    return request.status().conditions().stream().filter(each -> each.type().equals(type)).toList();
  }

  @Override
  public void validate(CertificateSigningRequest object, FieldErrors errors) {
    CertificateValidation.check(object, errors);
  }

  @Override
  public void validateUpdate(
      CertificateSigningRequest object, CertificateSigningRequest old, FieldErrors errors) {
    // Neither the spec nor the status changes here.
  }

  @Override
  public void validateStatusUpdate(
      CertificateSigningRequest object, CertificateSigningRequest old, FieldErrors errors) {
    CertificateValidation.checkStatus(object, old, errors);
  }

  @Override
  public List<SelectableField<CertificateSigningRequest>> selectableFields() {
    return List.of(new SelectableField<>("spec.signerName", each -> each.spec().signerName()));
  }

  private static Object duration(CertificateSigningRequest request) {
    Integer seconds = request.spec().expirationSeconds();
    return seconds == null ? "<none>" : Ages.text(Duration.ofSeconds(seconds));
  }

  private static Object condition(CertificateSigningRequest request) {
    Set<String> types = new HashSet<>();
    request.status().conditions().forEach(condition -> types.add(condition.type()));
    String text =
        types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending";
    if (types.contains("Failed")) {
      text += ",Failed";
    }
    return request.status().certificate().isEmpty() ? text : text + ",Issued";
  }

  @Override
  public List<Column<CertificateSigningRequest>> columns() {
    return COLUMNS;
  }

  private static final List<Column<CertificateSigningRequest>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.age(),
          Column.text("SignerName", "Who is to sign.", each -> each.spec().signerName()),
          Column.text("Requestor", "Who asks.", each -> each.spec().username()),
          Column.text("RequestedDuration", "For how long.", each -> duration(each)),
          Column.text("Condition", "What became of it.", each -> condition(each)));
}
