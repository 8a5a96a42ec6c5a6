package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `mutatingadmissionpolicybindings` resource: names and rules of
/// [MutatingAdmissionPolicyBinding].
public final class MutatingAdmissionPolicyBindingKind
    implements Kind<MutatingAdmissionPolicyBinding> {
  public static final MutatingAdmissionPolicyBindingKind MUTATING_ADMISSION_POLICY_BINDING =
      new MutatingAdmissionPolicyBindingKind();

  private static final Names NAMES =
      Names.of(
              "admissionregistration.k8s.io",
              "v1",
              "MutatingAdmissionPolicyBinding",
              "mutatingadmissionpolicybindings")
          .categories("api-extensions")
          .stored("/registry/mutatingadmissionpolicybindings/", "90V5FRZZ3Zg=")
          .build();

  private MutatingAdmissionPolicyBindingKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<MutatingAdmissionPolicyBinding> codec() {
    return MutatingAdmissionPolicyBindingCodec.INSTANCE;
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
  public MutatingAdmissionPolicyBinding defaults(MutatingAdmissionPolicyBinding given) {
    MatchResources match = given.spec().matchResources();
    return match == null
        ? given
        : given.with(draft -> draft.spec(s -> s.matchResources(WebhookDefaults.of(match))));
  }

  @Override
  public void validate(MutatingAdmissionPolicyBinding object, FieldErrors errors) {
    MutatingAdmissionPolicyBindingSpec spec = object.spec();
    Path path = Path.of("spec");
    PolicyValidation.checkPolicyName(spec.policyName(), path.child("policyName"), errors);
    PolicyValidation.check(spec.paramRef(), path.child("paramRef"), errors);
    MatchValidation.check(spec.matchResources(), path.child("matchResources"), errors);
    MatchValidation.checkMutable(spec.matchResources(), path.child("matchResources"), errors);
  }

  @Override
  public List<Column<MutatingAdmissionPolicyBinding>> columns() {
    return COLUMNS;
  }

  private static final List<Column<MutatingAdmissionPolicyBinding>> COLUMNS =
      BindingColumns.of(each -> each.spec().policyName(), each -> each.spec().paramRef());
}
