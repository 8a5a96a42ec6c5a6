package io.kubejar.server.special.scale;

import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.apps.v1.StatefulSetKind;
import io.kubejar.api.autoscaling.v1.ScaleSpec;
import io.kubejar.api.autoscaling.v1.ScaleStatus;
import io.kubejar.api.core.v1.ReplicationControllerKind;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.select.Labels;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The replicas of a kind with a record.
///
/// @param <T> the kind's record
record BuiltInReplicas<T extends ApiObject>(
    Kind<T> kind,
    Function<T, @Nullable Integer> count,
    Function<T, ScaleStatus> status,
    Resize<T> resize)
    implements Replicas<T> {
  interface Resize<T> {
    T apply(T object, int count);
  }

  /// The kinds that have replicas.
  static List<Replicas<?>> all() {
    return List.of(
        new BuiltInReplicas<>(
            DeploymentKind.DEPLOYMENT,
            it -> it.spec().replicas(),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count)))),
        new BuiltInReplicas<>(
            ReplicaSetKind.REPLICA_SET,
            it -> it.spec().replicas(),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count)))),
        new BuiltInReplicas<>(
            StatefulSetKind.STATEFUL_SET,
            it -> it.spec().replicas(),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count)))),
        new BuiltInReplicas<>(
            ReplicationControllerKind.REPLICATION_CONTROLLER,
            it -> it.spec().replicas(),
            it ->
                new ScaleStatus(
                    it.status().replicas(), Labels.ofPairs(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count)))));
  }

  @Override
  public String path() {
    return "spec.replicas";
  }

  @Override
  public ScaleSpec wanted(T object, boolean required) {
    Integer replicas = count.apply(object);
    return new ScaleSpec(replicas == null ? 1 : replicas);
  }

  @Override
  public ScaleStatus seen(T object) {
    return status.apply(object);
  }

  @Override
  public T resized(T object, int wanted) {
    if (wanted < 0) {
      var errors = new FieldErrors();
      errors.invalid(Path.of("spec", "replicas"), wanted, "must be greater than or equal to 0");
      throw Failures.invalid("autoscaling", "Scale", object.metadata().name(), errors.toList());
    }
    return resize.apply(object, wanted);
  }
}
