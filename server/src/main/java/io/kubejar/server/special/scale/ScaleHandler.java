package io.kubejar.server.special.scale;

import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.apps.v1.StatefulSetKind;
import io.kubejar.api.autoscaling.v1.Scale;
import io.kubejar.api.autoscaling.v1.ScaleCodec;
import io.kubejar.api.autoscaling.v1.ScaleKind;
import io.kubejar.api.autoscaling.v1.ScaleSpec;
import io.kubejar.api.autoscaling.v1.ScaleStatus;
import io.kubejar.api.core.v1.ReplicationControllerKind;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.select.Labels;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `scale` of one kind: the number of replicas, wanted and seen.
///
/// @param <T> the kind's record
public final class ScaleHandler<T extends ApiObject>
    implements SubresourceHandler.Typed<Scale, Scale> {
  private final Registries registries;
  private final Kind<T> kind;
  private final Function<T, ScaleSpec> spec;
  private final Function<T, ScaleStatus> status;
  private final Resize<T> resize;

  private interface Resize<T> {
    T apply(T object, int replicas);
  }

  private ScaleHandler(
      Registries registries,
      Kind<T> kind,
      Function<T, ScaleSpec> spec,
      Function<T, ScaleStatus> status,
      Resize<T> resize) {
    this.registries = registries;
    this.kind = kind;
    this.spec = spec;
    this.status = status;
    this.resize = resize;
  }

  /// The handlers of all kinds that have replicas.
  public static List<SubresourceHandler> all(Registries registries) {
    return List.of(
        new ScaleHandler<>(
            registries,
            DeploymentKind.DEPLOYMENT,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, replicas) -> it.with(b -> b.spec(s -> s.replicas(replicas)))),
        new ScaleHandler<>(
            registries,
            ReplicaSetKind.REPLICA_SET,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, replicas) -> it.with(b -> b.spec(s -> s.replicas(replicas)))),
        new ScaleHandler<>(
            registries,
            StatefulSetKind.STATEFUL_SET,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, replicas) -> it.with(b -> b.spec(s -> s.replicas(replicas)))),
        new ScaleHandler<>(
            registries,
            ReplicationControllerKind.REPLICATION_CONTROLLER,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(
                    it.status().replicas(), Labels.ofPairs(it.spec().selector()).toString()),
            (it, replicas) -> it.with(b -> b.spec(s -> s.replicas(replicas)))));
  }

  @Override
  public Key key() {
    return new Key(kind.names().group(), kind.names().plural(), "scale");
  }

  @Override
  public ObjectCodec<Scale> bodyCodec() {
    return ScaleCodec.INSTANCE;
  }

  @Override
  public ObjectCodec<Scale> resultCodec() {
    return ScaleCodec.INSTANCE;
  }

  @Override
  public Kind<?> shownAs() {
    return ScaleKind.SCALE;
  }

  @Override
  public Scale get(ResourceRequest request) throws ApiException {
    return scale(registries.of(kind).get(request.namespace(), request.name()).object());
  }

  @Override
  public Scale update(ResourceRequest request, Scale scale) throws ApiException {
    int replicas = scale.spec().replicas();
    if (replicas < 0) {
      var errors = new FieldErrors();
      errors.invalid(Path.of("spec", "replicas"), replicas, "must be greater than or equal to 0");
      throw Failures.invalid("autoscaling", "Scale", request.name(), errors.toList());
    }
    ObjectMeta given = scale.metadata();
    T changed =
        registries
            .of(kind)
            .change(
                request.namespace(),
                request.name(),
                old -> resized(old, given, replicas),
                new WriteContext(request.user(), request.dryRun(), request.warnings()))
            .object();
    return scale(changed);
  }

  private T resized(T old, ObjectMeta given, int replicas) {
    if (!given.uid().isEmpty() && !given.uid().equals(old.metadata().uid())) {
      throw Failures.conflict(
          kind.names(),
          old.metadata().name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(given.uid(), old.metadata().uid()));
    }
    ObjectMeta metadata = old.metadata().with(it -> it.resourceVersion(given.resourceVersion()));
    return kind.withMetadata(resize.apply(old, replicas), metadata);
  }

  private Scale scale(T object) {
    ObjectMeta metadata = object.metadata();
    return new Scale(
        ObjectMeta.builder()
            .name(metadata.name())
            .namespace(metadata.namespace())
            .uid(metadata.uid())
            .resourceVersion(metadata.resourceVersion())
            .creationTimestamp(metadata.creationTimestamp())
            .build(),
        spec.apply(object),
        status.apply(object));
  }

  private static int orOne(@Nullable Integer replicas) {
    return replicas == null ? 1 : replicas;
  }
}
