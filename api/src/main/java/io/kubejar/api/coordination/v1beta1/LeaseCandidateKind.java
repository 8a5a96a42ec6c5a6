package io.kubejar.api.coordination.v1beta1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `leasecandidates` resource: names and rules of [LeaseCandidate].
public final class LeaseCandidateKind implements Kind<LeaseCandidate> {
  public static final LeaseCandidateKind LEASE_CANDIDATE = new LeaseCandidateKind();

  private static final Names NAMES =
      Names.of("coordination.k8s.io", "v1beta1", "LeaseCandidate", "leasecandidates")
          .namespaced()
          .stored("/registry/leasecandidates/", "lvME0iHWE20=")
          .build();

  private LeaseCandidateKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<LeaseCandidate> codec() {
    return LeaseCandidateCodec.INSTANCE;
  }

  @Override
  public String deprecation() {
    return NAMES.deprecation("1.36", "1.39");
  }

  @Override
  public NameRule nameRule() {
    return (name, prefix) -> Formats.configMapKey(name);
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public void validate(LeaseCandidate object, FieldErrors errors) {
    CandidateValidation.check(object.spec(), Path.of("spec"), errors);
  }

  @Override
  public void validateUpdate(LeaseCandidate object, LeaseCandidate old, FieldErrors errors) {
    validate(object, errors);
    errors.immutable(
        Path.of("spec", "leaseName"), object.spec().leaseName(), old.spec().leaseName());
  }

  @Override
  public List<Column<LeaseCandidate>> columns() {
    return COLUMNS;
  }

  private static final List<Column<LeaseCandidate>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("LeaseName", "The lease wanted.", each -> each.spec().leaseName()),
          Column.text("BinaryVersion", "What it is.", each -> each.spec().binaryVersion()),
          Column.text(
              "EmulationVersion", "What it behaves like.", each -> each.spec().emulationVersion()),
          Column.age());
}
