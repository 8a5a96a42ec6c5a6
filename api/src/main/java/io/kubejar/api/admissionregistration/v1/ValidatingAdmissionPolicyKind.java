package io.kubejar.api.admissionregistration.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `validatingadmissionpolicies` resource: names and rules of [ValidatingAdmissionPolicy].
public final class ValidatingAdmissionPolicyKind implements Kind<ValidatingAdmissionPolicy> {
  public static final ValidatingAdmissionPolicyKind VALIDATING_ADMISSION_POLICY =
      new ValidatingAdmissionPolicyKind();

  private static final Names NAMES =
      Names.of(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingAdmissionPolicy",
              "validatingadmissionpolicies")
          .categories("api-extensions")
          .stored("/registry/validatingadmissionpolicies/", "6OxvlMmQ6is=")
          .subresource("status", "get", "patch", "update")
          .build();

  private ValidatingAdmissionPolicyKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ValidatingAdmissionPolicy> codec() {
    return ValidatingAdmissionPolicyCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean restrictsFinalizers() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.NONE;
  }

  @Override
  public ValidatingAdmissionPolicy defaults(ValidatingAdmissionPolicy given) {
    MatchResources match = given.spec().matchConstraints();
    return given.with(
        draft ->
            draft.spec(
                s -> {
                  s.failurePolicy(orElse(given.spec().failurePolicy(), "Fail"));
                  if (match != null) {
                    s.matchConstraints(WebhookDefaults.of(match));
                  }
                }));
  }

  private static Object text(@Nullable ParamKind kind) {
    return kind == null ? "<unset>" : kind.apiVersion() + "/" + kind.kind();
  }

  @Override
  public void validate(ValidatingAdmissionPolicy object, FieldErrors errors) {
    ValidatingPolicyValidation.check(object, errors);
  }

  @Override
  public void validateStatusUpdate(
      ValidatingAdmissionPolicy object, ValidatingAdmissionPolicy old, FieldErrors errors) {
    ValidatingPolicyValidation.checkStatus(object.status(), errors);
  }

  @Override
  public List<Column<ValidatingAdmissionPolicy>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ValidatingAdmissionPolicy>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Validations",
              "How many rules there are.",
              each -> (long) each.spec().validations().size()),
          Column.text(
              "ParamKind", "The kind of its parameters.", each -> text(each.spec().paramKind())),
          Column.age());
}
