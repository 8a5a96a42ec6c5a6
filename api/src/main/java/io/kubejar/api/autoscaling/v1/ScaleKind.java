package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// What the `scale` subresources answer: how a [Scale] is called and shown. It is no resource of
/// its own.
public final class ScaleKind implements Kind<Scale> {
  public static final ScaleKind SCALE = new ScaleKind();

  private static final Names NAMES =
      Names.of("autoscaling", "v1", "Scale", "scales").namespaced().build();

  private ScaleKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Scale> codec() {
    return ScaleCodec.INSTANCE;
  }

  @Override
  public List<Column<Scale>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Scale>> COLUMNS =
      List.of(
          Column.text("Name", "The name of the scaled object.", each -> each.metadata().name()),
          Column.integer("Desired", "Replicas wanted.", each -> (long) each.spec().replicas()),
          Column.integer("Available", "Replicas there.", each -> (long) each.status().replicas()),
          Column.age());
}
