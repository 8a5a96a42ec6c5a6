package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `workloads` resource: names and rules of [Workload].
public final class WorkloadKind implements Kind<Workload> {
  public static final WorkloadKind WORKLOAD = new WorkloadKind();

  private static final Names NAMES =
      Names.of("scheduling.k8s.io", "v1alpha2", "Workload", "workloads")
          .namespaced()
          .stored("/registry/workloads/", "vSX7gJe5Mx8=")
          .build();

  private WorkloadKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Workload> codec() {
    return WorkloadCodec.INSTANCE;
  }

  @Override
  public void validate(Workload object, FieldErrors errors) {
    GroupValidation.check(object.spec(), errors);
  }

  @Override
  public void validateUpdate(Workload object, Workload old, FieldErrors errors) {
    validate(object, errors);
    GroupValidation.checkKept(object.spec(), old.spec(), errors);
  }

  @Override
  public List<Column<Workload>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Workload>> COLUMNS = List.of(Column.objectName(), Column.age());
}
