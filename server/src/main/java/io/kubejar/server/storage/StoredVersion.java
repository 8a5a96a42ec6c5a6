package io.kubejar.server.storage;

import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerSchema;
import io.kubejar.api.core.v1.EventSchema;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonValue;
import java.util.function.Function;

/// The version that a built-in kind with rules of its own is kept in, and the way there and back.
///
/// @param schema of the kept version
/// @param store turns an object of the served version into one of the kept version
/// @param read turns a kept object, also of versions kept in former times, into one of the served
///   version
/// @param same whether the two are one, so that nothing needs to be turned
record StoredVersion(
    ObjectSchema schema,
    Function<JsonValue, JsonValue> store,
    Function<JsonValue, JsonValue> read,
    boolean same) {

  static StoredVersion of(Kind<?> kind) {
    return switch (kind.names().apiVersion() + " " + kind.names().plural()) {
      case "events.k8s.io/v1 events" ->
          other(EventSchema.SCHEMA, EventsConversion::toCore, EventsConversion::fromCore);
      case "autoscaling/v1 horizontalpodautoscalers" ->
          other(
              HorizontalPodAutoscalerSchema.SCHEMA,
              AutoscalerConversion::toV2,
              AutoscalerConversion::toV1);
      case "apiextensions.k8s.io/v1 customresourcedefinitions" ->
          other(kind.codec().schema(), Function.identity(), DefinitionConversion::toV1);
      case "admissionregistration.k8s.io/v1 mutatingadmissionpolicies",
          "admissionregistration.k8s.io/v1 mutatingadmissionpolicybindings" ->
          renamed(kind, "admissionregistration.k8s.io/v1beta1");
      default ->
          new StoredVersion(kind.codec().schema(), Function.identity(), Function.identity(), true);
    };
  }

  /// The same form under the name of another version.
  private static StoredVersion renamed(Kind<?> kind, String apiVersion) {
    return other(
        kind.codec().schema(),
        object -> named(object, apiVersion),
        object -> named(object, kind.names().apiVersion()));
  }

  private static JsonValue named(JsonValue object, String apiVersion) {
    return object instanceof JsonValue.Obj members
        ? members.with("apiVersion", JsonValue.of(apiVersion))
        : object;
  }

  private static StoredVersion other(
      ObjectSchema schema,
      Function<JsonValue, ? extends JsonValue> store,
      Function<JsonValue, ? extends JsonValue> read) {
    return new StoredVersion(schema, store::apply, read::apply, false);
  }
}
