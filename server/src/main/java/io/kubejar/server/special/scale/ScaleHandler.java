package io.kubejar.server.special.scale;

import io.kubejar.api.autoscaling.v1.Scale;
import io.kubejar.api.autoscaling.v1.ScaleCodec;
import io.kubejar.api.autoscaling.v1.ScaleKind;
import io.kubejar.api.kind.Kind;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `scale`: the number of replicas, wanted and seen, of whatever kind has them.
public final class ScaleHandler implements SubresourceHandler.Typed<Scale, Scale> {
  private static final JsonValue ZERO = tree(ScaleCodec.INSTANCE.zero());

  private final Registries registries;
  private final Key key;
  private final Function<Kind<?>, Replicas<?>> replicas;
  private final @Nullable Kind<?> shownAs;
  private final FieldOwnership rules;

  /// @param key whose scale it is
  /// @param replicas where a kind of those has its replicas
  /// @param shownAs whose columns a table of scales has; null when they make no table
  public ScaleHandler(
      Registries registries,
      Key key,
      Function<Kind<?>, Replicas<?>> replicas,
      @Nullable Kind<?> shownAs,
      Clock clock) {
    this.registries = registries;
    this.key = key;
    this.replicas = replicas;
    this.shownAs = shownAs;
    this.rules =
        new FieldOwnership(
            Shape.of(ScaleCodec.INSTANCE.schema()),
            ScaleCodec.INSTANCE.apiVersion(),
            "scale",
            FieldFilter.ALL,
            clock);
  }

  /// The handlers of all built-in kinds that have replicas.
  public static List<SubresourceHandler> builtIn(Registries registries, Clock clock) {
    List<SubresourceHandler> handlers = new ArrayList<>();
    for (Replicas<?> each : BuiltInReplicas.all()) {
      var names = each.kind().names();
      handlers.add(
          new ScaleHandler(
              registries,
              new Key(names.group(), names.plural(), "scale"),
              _ -> each,
              ScaleKind.SCALE,
              clock));
    }
    return handlers;
  }

  @Override
  public Key key() {
    return key;
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
  public @Nullable Kind<?> shownAs() {
    return shownAs;
  }

  @Override
  public Scale get(ResourceRequest request) throws ApiException {
    return get(replicas.apply(request.kind()), request);
  }

  private <T extends ApiObject> Scale get(Replicas<T> of, ResourceRequest request) {
    T object = registries.of(of.kind()).get(request.namespace(), request.name()).object();
    return scale(of, object, true);
  }

  @Override
  public Scale update(ResourceRequest request, Scale wanted) throws ApiException {
    return update(replicas.apply(request.kind()), request, wanted);
  }

  private <T extends ApiObject> Scale update(
      Replicas<T> of, ResourceRequest request, Scale wanted) {
    ScaleOwnership ownership = ownership(of);
    return change(
        of,
        request,
        old -> {
          List<ManagedFieldsEntry> owners = ownership.ofScale(owners(old));
          if (owners.isEmpty()) {
            return new Rescaled(wanted, owners(old));
          }
          JsonValue before = tree(scale(of, old, false));
          owners = rules.update(owners, before, tree(wanted), request.manager());
          return new Rescaled(wanted, ownership.ofObject(owners(old), owners));
        });
  }

  @Override
  public Scale apply(ResourceRequest request, Configuration configuration, Consumer<Scale> admit)
      throws ApiException {
    return apply(replicas.apply(request.kind()), request, configuration, admit);
  }

  private <T extends ApiObject> Scale apply(
      Replicas<T> of, ResourceRequest request, Configuration configuration, Consumer<Scale> admit) {
    ScaleOwnership ownership = ownership(of);
    return change(
        of,
        request,
        old -> {
          List<ManagedFieldsEntry> owners = ownership.ofScale(owners(old));
          if (owners.isEmpty()) {
            of.checkFirstApply();
          }
          JsonValue live = tree(scale(of, old, false));
          var applied =
              configuration.apply(
                  ScaleCodec.INSTANCE, rules, owners, live, ZERO, request.manager());
          JsonValue changed = applied.object();
          Scale wanted =
              configuration.decode(ScaleCodec.INSTANCE, changed == null ? live : changed);
          admit.accept(wanted);
          return new Rescaled(wanted, ownership.ofObject(owners(old), applied.entries()));
        });
  }

  private static ScaleOwnership ownership(Replicas<?> of) {
    return new ScaleOwnership(of.kind().names().apiVersion(), of.path());
  }

  /// A wanted scale.
  ///
  /// @param owners who owns the object's fields then
  private record Rescaled(Scale scale, List<ManagedFieldsEntry> owners) {}

  private <T extends ApiObject> Scale change(
      Replicas<T> of, ResourceRequest request, Function<T, Rescaled> change) {
    T changed =
        registries
            .of(of.kind())
            .change(
                request.namespace(),
                request.name(),
                old -> resized(of, old, change.apply(old)),
                request.writing().managedBy(null).asAdmitted())
            .object();
    return scale(of, changed, false);
  }

  private static <T extends ApiObject> T resized(Replicas<T> of, T old, Rescaled wanted) {
    T resized = of.resized(old, wanted.scale().spec().replicas());
    ObjectMeta given = wanted.scale().metadata();
    if (!given.uid().isEmpty() && !given.uid().equals(old.metadata().uid())) {
      throw Failures.conflict(
          of.kind().names(),
          old.metadata().name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(given.uid(), old.metadata().uid()));
    }
    ObjectMeta metadata =
        old.metadata()
            .with(it -> it.resourceVersion(given.resourceVersion()).managedFields(wanted.owners()));
    return of.kind().withMetadata(resized, metadata);
  }

  private static List<ManagedFieldsEntry> owners(ApiObject object) {
    return FieldOwnership.readable(object.metadata().managedFields());
  }

  private static JsonValue tree(Scale scale) {
    return JsonEncoder.tree(
        ScaleCodec.INSTANCE, scale.with(it -> it.metadata(m -> m.managedFields(List.of()))));
  }

  private static <T extends ApiObject> Scale scale(Replicas<T> of, T object, boolean required) {
    ObjectMeta metadata = object.metadata();
    return new Scale(
        ObjectMeta.builder()
            .name(metadata.name())
            .namespace(metadata.namespace())
            .uid(metadata.uid())
            .resourceVersion(metadata.resourceVersion())
            .creationTimestamp(metadata.creationTimestamp())
            .build(),
        of.wanted(object, required),
        of.seen(object));
  }
}
