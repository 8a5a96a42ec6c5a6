package io.kubejar.cluster.recordings;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.StringJoiner;

/// JSON with a space after every comma and colon, as the recorded requests were spelled, which
/// shows wherever a server keeps or quotes what it was sent.
final class SpacedJson {
  private SpacedJson() {}

  static String of(JsonValue value) {
    return switch (value) {
      case Obj object -> {
        var members = new StringJoiner(", ", "{", "}");
        object
            .members()
            .forEach(
                (name, each) -> members.add(JsonValue.of(name).toJsonText() + ": " + of(each)));
        yield members.toString();
      }
      case Array array -> {
        var items = new StringJoiner(", ", "[", "]");
        array.items().forEach(each -> items.add(of(each)));
        yield items.toString();
      }
      default -> value.toJsonText();
    };
  }
}
