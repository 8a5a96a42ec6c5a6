package io.kubejar.server.extension.custom;

import io.kubejar.api.autoscaling.v1.ScaleSpec;
import io.kubejar.api.autoscaling.v1.ScaleStatus;
import io.kubejar.api.kind.Kind;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.special.scale.Replicas;
import io.kubejar.server.special.scale.ScaleHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonValue;
import java.time.Clock;

/// The replicas of custom resources, kept where the definition says.
public record CustomScale(CustomResourceKind kind, ScalePaths paths)
    implements Replicas<DynamicObject> {
  /// The handler of all custom kinds that have replicas.
  public static SubresourceHandler handler(Registries registries, Clock clock) {
    return new ScaleHandler(
        registries, SubresourceHandler.Key.ofCustomKinds("scale"), CustomScale::of, null, clock);
  }

  private static CustomScale of(Kind<?> kind) {
    if (kind instanceof CustomResourceKind custom) {
      return new CustomScale(custom, custom.scalePaths());
    }
    throw Failures.noSuchPath();
  }

  @Override
  public String path() {
    return paths.spec().substring(1);
  }

  @Override
  public ScaleSpec wanted(DynamicObject object, boolean required) {
    var replicas = sound(ScalePaths.number(object.content(), paths.spec()));
    if (required && replicas.value() == null) {
      throw Failures.internal(
          "the spec replicas field \"%s\" does not exist".formatted(paths.spec()));
    }
    return new ScaleSpec((int) replicas.number());
  }

  @Override
  public ScaleStatus seen(DynamicObject object) {
    JsonValue.Obj content = object.content();
    var seen = sound(ScalePaths.number(content, paths.status()));
    String selectorPath = paths.selector();
    String selector = "";
    if (selectorPath != null
        && sound(ScalePaths.text(content, selectorPath)).value()
            instanceof JsonValue.Text(String text)) {
      selector = text;
    }
    return new ScaleStatus((int) seen.number(), selector);
  }

  /// Whether the count is allowed is for the schema to say.
  @Override
  public DynamicObject resized(DynamicObject object, int count) {
    return object.withContent(paths.withReplicas(object.content(), count));
  }

  /// Upstream has no form of a scale's version for objects without a type, so it cannot make an
  /// owner for what nobody owns.
  @Override
  public void checkFirstApply() {
    throw Failures.failure(
        500,
        "",
        "failed to create manager for existing fields: failed to convert live object (/;"
            + " autoscaling/v1, Kind=Scale) to proper version: request to convert CR to an invalid"
            + " group/version: autoscaling/v1",
        null);
  }

  private static ScalePaths.Found sound(ScalePaths.Found found) {
    if (!found.flaw().isEmpty()) {
      throw Failures.internal(found.flaw());
    }
    return found;
  }
}
