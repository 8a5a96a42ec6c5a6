package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `validatingadmissionpolicybindings` resource: names and rules of
/// [ValidatingAdmissionPolicyBinding].
public final class ValidatingAdmissionPolicyBindingKind
    implements Kind<ValidatingAdmissionPolicyBinding> {
  public static final ValidatingAdmissionPolicyBindingKind VALIDATING_ADMISSION_POLICY_BINDING =
      new ValidatingAdmissionPolicyBindingKind();

  private static final Names NAMES =
      Names.of(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingAdmissionPolicyBinding",
              "validatingadmissionpolicybindings")
          .categories("api-extensions")
          .stored("/registry/validatingadmissionpolicybindings/", "v9715VZqakg=")
          .build();

  private ValidatingAdmissionPolicyBindingKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ValidatingAdmissionPolicyBinding> codec() {
    return ValidatingAdmissionPolicyBindingCodec.INSTANCE;
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
  public ValidatingAdmissionPolicyBinding defaults(ValidatingAdmissionPolicyBinding given) {
    MatchResources match = given.spec().matchResources();
    return match == null
        ? given
        : given.with(draft -> draft.spec(s -> s.matchResources(WebhookDefaults.of(match))));
  }

  @Override
  public void validate(ValidatingAdmissionPolicyBinding object, FieldErrors errors) {
    ValidatingAdmissionPolicyBindingSpec spec = object.spec();
    Path path = Path.of("spec");
    PolicyValidation.checkPolicyName(spec.policyName(), path.child("policyName"), errors);
    PolicyValidation.check(spec.paramRef(), path.child("paramRef"), errors);
    MatchValidation.check(spec.matchResources(), path.child("matchResources"), errors);
    PolicyValidation.checkActions(
        spec.validationActions(), path.child("validationActions"), errors);
  }

  @Override
  public List<Column<ValidatingAdmissionPolicyBinding>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ValidatingAdmissionPolicyBinding>> COLUMNS =
      BindingColumns.of(each -> each.spec().policyName(), each -> each.spec().paramRef());
}
