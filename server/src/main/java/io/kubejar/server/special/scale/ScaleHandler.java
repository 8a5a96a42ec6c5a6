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
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.apply.FieldFilter;
import io.kubejar.wire.apply.FieldOwnership;
import io.kubejar.wire.apply.ScaleOwnership;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.select.Labels;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `scale` of one kind: the number of replicas, wanted and seen.
///
/// @param <T> the kind's record
public final class ScaleHandler<T extends ApiObject>
    implements SubresourceHandler.Typed<Scale, Scale> {
  private static final JsonValue ZERO = tree(ScaleCodec.INSTANCE.zero());

  private final Registries registries;
  private final Kind<T> kind;
  private final Function<T, ScaleSpec> spec;
  private final Function<T, ScaleStatus> status;
  private final Resize<T> resize;
  private final ScaleOwnership replicas;
  private final FieldOwnership rules;

  private interface Resize<T> {
    T apply(T object, int replicas);
  }

  private ScaleHandler(
      Registries registries,
      Kind<T> kind,
      Function<T, ScaleSpec> spec,
      Function<T, ScaleStatus> status,
      Resize<T> resize,
      Clock clock) {
    this.registries = registries;
    this.kind = kind;
    this.spec = spec;
    this.status = status;
    this.resize = resize;
    this.replicas = new ScaleOwnership(kind.names().apiVersion(), "spec.replicas");
    this.rules =
        new FieldOwnership(
            Shape.of(ScaleCodec.INSTANCE.schema()),
            ScaleCodec.INSTANCE.apiVersion(),
            "scale",
            FieldFilter.ALL,
            clock);
  }

  /// The handlers of all kinds that have replicas.
  public static List<SubresourceHandler> all(Registries registries, Clock clock) {
    return List.of(
        new ScaleHandler<>(
            registries,
            DeploymentKind.DEPLOYMENT,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count))),
            clock),
        new ScaleHandler<>(
            registries,
            ReplicaSetKind.REPLICA_SET,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count))),
            clock),
        new ScaleHandler<>(
            registries,
            StatefulSetKind.STATEFUL_SET,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(it.status().replicas(), Labels.of(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count))),
            clock),
        new ScaleHandler<>(
            registries,
            ReplicationControllerKind.REPLICATION_CONTROLLER,
            it -> new ScaleSpec(orOne(it.spec().replicas())),
            it ->
                new ScaleStatus(
                    it.status().replicas(), Labels.ofPairs(it.spec().selector()).toString()),
            (it, count) -> it.with(b -> b.spec(s -> s.replicas(count))),
            clock));
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
  public Scale update(ResourceRequest request, Scale wanted) throws ApiException {
    return change(
        request,
        old -> {
          List<ManagedFieldsEntry> owners = replicas.ofScale(owners(old));
          if (owners.isEmpty()) {
            return new Rescaled(wanted, owners(old));
          }
          owners = rules.update(owners, tree(scale(old)), tree(wanted), request.manager());
          return new Rescaled(wanted, replicas.ofObject(owners(old), owners));
        });
  }

  @Override
  public Scale apply(ResourceRequest request, Configuration configuration, Consumer<Scale> admit)
      throws ApiException {
    return change(
        request,
        old -> {
          JsonValue live = tree(scale(old));
          var applied =
              configuration.apply(
                  ScaleCodec.INSTANCE,
                  rules,
                  replicas.ofScale(owners(old)),
                  live,
                  ZERO,
                  request.manager());
          JsonValue changed = applied.object();
          Scale wanted =
              configuration.decode(ScaleCodec.INSTANCE, changed == null ? live : changed);
          admit.accept(wanted);
          return new Rescaled(wanted, replicas.ofObject(owners(old), applied.entries()));
        });
  }

  /// A wanted scale.
  ///
  /// @param owners who owns the object's fields then
  private record Rescaled(Scale scale, List<ManagedFieldsEntry> owners) {}

  private Scale change(ResourceRequest request, Function<T, Rescaled> change) {
    T changed =
        registries
            .of(kind)
            .change(
                request.namespace(),
                request.name(),
                old -> resized(old, change.apply(old)),
                request.writing().managedBy(null))
            .object();
    return scale(changed);
  }

  private T resized(T old, Rescaled wanted) {
    String name = old.metadata().name();
    int count = wanted.scale().spec().replicas();
    if (count < 0) {
      var errors = new FieldErrors();
      errors.invalid(Path.of("spec", "replicas"), count, "must be greater than or equal to 0");
      throw Failures.invalid("autoscaling", "Scale", name, errors.toList());
    }
    ObjectMeta given = wanted.scale().metadata();
    if (!given.uid().isEmpty() && !given.uid().equals(old.metadata().uid())) {
      throw Failures.conflict(
          kind.names(),
          name,
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(given.uid(), old.metadata().uid()));
    }
    ObjectMeta metadata =
        old.metadata()
            .with(it -> it.resourceVersion(given.resourceVersion()).managedFields(wanted.owners()));
    return kind.withMetadata(resize.apply(old, count), metadata);
  }

  private static List<ManagedFieldsEntry> owners(ApiObject object) {
    return FieldOwnership.readable(object.metadata().managedFields());
  }

  private static JsonValue tree(Scale scale) {
    return JsonEncoder.tree(
        ScaleCodec.INSTANCE, scale.with(it -> it.metadata(m -> m.managedFields(List.of()))));
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
