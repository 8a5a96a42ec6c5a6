package io.kubejar.policy.match;

import io.kubejar.api.meta.v1.DeleteOptionsCodec;
import io.kubejar.server.spi.Admission;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a request as an object of `meta.k8s.io/v1`.
final class RequestOptions {
  private RequestOptions() {}

  /// Null for streams, which have them as their object.
  static @Nullable JsonValue of(Admission<?> admission) {
    return switch (admission.operation()) {
      case CREATE -> written(admission, "CreateOptions");
      case UPDATE -> written(admission, "UpdateOptions");
      case DELETE -> deleted(admission);
      case CONNECT -> null;
    };
  }

  private static JsonValue written(Admission<?> admission, String kind) {
    Map<String, JsonValue> members = typed(kind);
    if (admission.dryRun()) {
      members.put("dryRun", new JsonValue.Array(List.of(JsonValue.of("All"))));
    }
    put(members, "fieldManager", admission.options().fieldManager());
    put(members, "fieldValidation", admission.options().fieldValidation());
    return new JsonValue.Obj(members);
  }

  private static JsonValue deleted(Admission<?> admission) {
    Map<String, JsonValue> members = typed("DeleteOptions");
    var options = admission.options().delete();
    if (options != null
        && JsonValue.parse(JsonEncoder.encode(DeleteOptionsCodec.INSTANCE, options))
            instanceof JsonValue.Obj given) {
      given.members().forEach(members::putIfAbsent);
    }
    return new JsonValue.Obj(members);
  }

  private static Map<String, JsonValue> typed(String kind) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("kind", JsonValue.of(kind));
    members.put("apiVersion", JsonValue.of("meta.k8s.io/v1"));
    return members;
  }

  private static void put(Map<String, JsonValue> members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, JsonValue.of(value));
    }
  }
}
