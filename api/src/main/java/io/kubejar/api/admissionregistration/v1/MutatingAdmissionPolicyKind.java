package io.kubejar.api.admissionregistration.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `mutatingadmissionpolicies` resource: names and rules of [MutatingAdmissionPolicy].
public final class MutatingAdmissionPolicyKind implements Kind<MutatingAdmissionPolicy> {
  public static final MutatingAdmissionPolicyKind MUTATING_ADMISSION_POLICY =
      new MutatingAdmissionPolicyKind();

  private static final Names NAMES =
      Names.of(
              "admissionregistration.k8s.io",
              "v1",
              "MutatingAdmissionPolicy",
              "mutatingadmissionpolicies")
          .categories("api-extensions")
          .stored("/registry/mutatingadmissionpolicies/", "LYmCf+UMVdg=")
          .build();

  private MutatingAdmissionPolicyKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<MutatingAdmissionPolicy> codec() {
    return MutatingAdmissionPolicyCodec.INSTANCE;
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
  public MutatingAdmissionPolicy defaults(MutatingAdmissionPolicy given) {
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
  public void validate(MutatingAdmissionPolicy object, FieldErrors errors) {
    MutatingPolicyValidation.check(object.spec(), errors);
  }

  @Override
  public List<Column<MutatingAdmissionPolicy>> columns() {
    return COLUMNS;
  }

  private static final List<Column<MutatingAdmissionPolicy>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Mutations",
              "How many rules there are.",
              each -> (long) each.spec().mutations().size()),
          Column.text(
              "ParamKind", "The kind of its parameters.", each -> text(each.spec().paramKind())),
          Column.age());
}
