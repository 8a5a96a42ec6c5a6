package io.kubejar.server.rest;

import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a strict reader objects to in a patch itself; only looked for when somebody wants to know.
@FunctionalInterface
interface PatchFindings {
  Set<String> MEMBERS = Set.of("op", "path", "from", "value");

  List<String> list();

  /// Fields that a patch has twice.
  static List<String> ofDocument(byte[] body) {
    return JsonDecoder.decodeStrict(JsonValueCodec.INSTANCE, body).findings();
  }

  /// Fields that operations have twice, and those that no operation has.
  static List<String> ofOperations(byte[] body) {
    var strict = JsonDecoder.decodeStrict(JsonValueCodec.INSTANCE, body);
    List<String> all = new ArrayList<>();
    for (String finding : strict.findings()) {
      all.add("json patch " + finding);
    }
    if (strict.value() instanceof JsonValue.Array(List<JsonValue> operations)) {
      for (int i = 0; i < operations.size(); i++) {
        if (operations.get(i) instanceof JsonValue.Obj operation) {
          for (String name : operation.members().keySet()) {
            if (!MEMBERS.contains(name)) {
              all.add("json patch unknown field \"[%d].%s\"".formatted(i, name));
            }
          }
        }
      }
    }
    return all;
  }
}
