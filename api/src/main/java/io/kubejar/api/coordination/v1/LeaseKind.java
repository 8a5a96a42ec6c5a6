package io.kubejar.api.coordination.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `leases` resource: names and rules of [Lease].
public final class LeaseKind implements Kind<Lease> {
  public static final LeaseKind LEASE = new LeaseKind();

  private static final Names NAMES =
      Names.of("coordination.k8s.io", "v1", "Lease", "leases")
          .namespaced()
          .stored("/registry/leases/", "gqkMMb/YqFM=")
          .build();

  private LeaseKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Lease> codec() {
    return LeaseCodec.INSTANCE;
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
  public boolean restrictsFinalizers() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validate(Lease object, FieldErrors errors) {
    Path path = Path.of("spec");
    LeaseSpec spec = object.spec();
    Integer seconds = spec.leaseDurationSeconds();
    if (seconds != null && seconds <= 0) {
      errors.invalid(path.child("leaseDurationSeconds"), seconds, "must be greater than 0");
    }
    errors.nonNegative(path.child("leaseTransitions"), spec.leaseTransitions());
  }

  @Override
  public List<Column<Lease>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Lease>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Holder", "Who holds it.", each -> orElse(each.spec().holderIdentity(), "")),
          Column.age());
}
