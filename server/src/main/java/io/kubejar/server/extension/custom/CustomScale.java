package io.kubejar.server.extension.custom;

import io.kubejar.api.autoscaling.v1.Scale;
import io.kubejar.api.autoscaling.v1.ScaleCodec;
import io.kubejar.api.autoscaling.v1.ScaleSpec;
import io.kubejar.api.autoscaling.v1.ScaleStatus;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.apply.FieldFilter;
import io.kubejar.wire.apply.FieldOwnership;
import io.kubejar.wire.apply.ScaleOwnership;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.time.Clock;
import java.util.List;

/// `scale` of custom resources, kept where the definition says.
public final class CustomScale implements SubresourceHandler.Typed<Scale, Scale> {
  private final Registries registries;
  private final FieldOwnership rules;

  public CustomScale(Registries registries, Clock clock) {
    this.registries = registries;
    this.rules =
        new FieldOwnership(
            Shape.of(ScaleCodec.INSTANCE.schema()),
            ScaleCodec.INSTANCE.apiVersion(),
            "scale",
            FieldFilter.ALL,
            clock);
  }

  @Override
  public Key key() {
    return Key.ofCustomKinds("scale");
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
  public Scale get(ResourceRequest request) throws ApiException {
    CustomResourceKind kind = kind(request);
    return scale(kind, registries.of(kind).get(request.namespace(), request.name()).object(), true);
  }

  @Override
  public Scale update(ResourceRequest request, Scale scale) throws ApiException {
    CustomResourceKind kind = kind(request);
    ObjectMeta given = scale.metadata();
    DynamicObject changed =
        registries
            .of(kind)
            .change(
                request.namespace(),
                request.name(),
                old -> owned(kind, old, resized(kind, old, given, scale), scale, request),
                request.writing().managedBy(null))
            .object();
    return scale(kind, changed, false);
  }

  private static CustomResourceKind kind(ResourceRequest request) {
    if (request.kind() instanceof CustomResourceKind kind) {
      return kind;
    }
    throw Failures.noSuchPath();
  }

  /// The resized object with the writer as the owner of the replicas.
  private DynamicObject owned(
      CustomResourceKind kind,
      DynamicObject old,
      DynamicObject resized,
      Scale wanted,
      ResourceRequest request) {
    var replicas =
        new ScaleOwnership(kind.names().apiVersion(), kind.scalePaths().spec().substring(1));
    var before = FieldOwnership.readable(old.metadata().managedFields());
    var owners = replicas.ofScale(before);
    if (owners.isEmpty()) {
      return resized;
    }
    var after =
        rules.update(owners, tree(scale(kind, old, false)), tree(wanted), request.manager());
    return new DynamicObject(
        resized.metadata().with(it -> it.managedFields(replicas.ofObject(before, after))),
        resized.content());
  }

  private static JsonValue tree(Scale scale) {
    return JsonEncoder.tree(
        ScaleCodec.INSTANCE, scale.with(it -> it.metadata(m -> m.managedFields(List.of()))));
  }

  private static DynamicObject resized(
      CustomResourceKind kind, DynamicObject old, ObjectMeta given, Scale scale) {
    ObjectMeta metadata = old.metadata();
    if (!given.uid().isEmpty() && !given.uid().equals(metadata.uid())) {
      throw Failures.conflict(
          kind.names(),
          metadata.name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(given.uid(), metadata.uid()));
    }
    return new DynamicObject(
        given.resourceVersion().isEmpty()
            ? metadata
            : metadata.with(it -> it.resourceVersion(given.resourceVersion())),
        kind.scalePaths().withReplicas(old.content(), scale.spec().replicas()));
  }

  private static Scale scale(CustomResourceKind kind, DynamicObject object, boolean required) {
    ScalePaths paths = kind.scalePaths();
    JsonValue.Obj content = object.content();
    var replicas = sound(ScalePaths.number(content, paths.spec()));
    if (required && replicas.value() == null) {
      throw Failures.internal(
          "the spec replicas field \"%s\" does not exist".formatted(paths.spec()));
    }
    var seen = sound(ScalePaths.number(content, paths.status()));
    String selectorPath = paths.selector();
    String selector = "";
    if (selectorPath != null
        && sound(ScalePaths.text(content, selectorPath)).value()
            instanceof JsonValue.Text(String text)) {
      selector = text;
    }
    ObjectMeta metadata = object.metadata();
    return new Scale(
        ObjectMeta.builder()
            .name(metadata.name())
            .namespace(metadata.namespace())
            .uid(metadata.uid())
            .resourceVersion(metadata.resourceVersion())
            .creationTimestamp(metadata.creationTimestamp())
            .build(),
        new ScaleSpec((int) replicas.number()),
        new ScaleStatus((int) seen.number(), selector));
  }

  private static ScalePaths.Found sound(ScalePaths.Found found) {
    if (!found.flaw().isEmpty()) {
      throw Failures.internal(found.flaw());
    }
    return found;
  }
}
