package io.kubejar.wire.patch;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Null;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.patch.PatchException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document that the operations of a JSON patch change in place.
///
/// Objects and arrays are taken apart when something in them changes for the first time, so that
/// each operation costs no more than the way to its place, however large the document is.
final class PatchedDocument {
  /// All that copies may add to a document, in bytes of JSON.
  private static final long MOST_COPIED = 3 * 1024 * 1024;

  private sealed interface Node {}

  /// What has not been changed below.
  private record Whole(JsonValue value) implements Node {}

  private record Members(LinkedHashMap<String, Node> map) implements Node {}

  private record Items(ArrayList<Node> list) implements Node {}

  private Node root;
  private long copied;

  PatchedDocument(JsonValue document) {
    this.root = new Whole(document);
  }

  /// The document as it is now.
  JsonValue value() {
    return frozen(root);
  }

  void add(JsonPointer at, JsonValue value) {
    insert(at, new Whole(value));
  }

  void replaceAll(JsonValue value) {
    root = new Whole(value);
  }

  void replace(JsonPointer at, JsonValue value) {
    String key = lastToken(at);
    switch (holder(at)) {
      case Members(var map) -> map.put(key, new Whole(value));
      case Items(var list) ->
          list.set(at.index(key, list.size(), list.size() - 1), new Whole(value));
      case Whole _ -> throw at.missing();
    }
  }

  void remove(JsonPointer at) {
    take(at);
  }

  void move(JsonPointer from, JsonPointer to) {
    insert(to, take(from));
  }

  void copy(JsonPointer from, JsonPointer to) {
    Node found = node(from);
    JsonValue value = found == null ? Null.NULL : frozen(found);
    copied += value.toJson().length;
    if (copied > MOST_COPIED) {
      throw new PatchException(
          Fault.NOT_APPLICABLE,
          "Unable to complete the copy, the accumulated size increase of copy is %d, exceeding the limit %d"
              .formatted(copied, MOST_COPIED));
    }
    insert(to, new Whole(value));
  }

  /// Whether the value there equals another; nothing equals `null`.
  boolean matches(JsonPointer at, JsonValue value) {
    Node found = at.tokens().isEmpty() ? root : node(at);
    return found == null ? value == Null.NULL : equal(found, value);
  }

  private void insert(JsonPointer at, Node value) {
    String key = lastToken(at);
    switch (holder(at)) {
      case Members(var map) -> map.put(key, value);
      case Items(var list) ->
          list.add(
              key.equals("-") ? list.size() : at.index(key, list.size() + 1, list.size()), value);
      case Whole _ -> throw at.missing();
    }
  }

  private Node take(JsonPointer at) {
    String key = lastToken(at);
    Node taken =
        switch (holder(at)) {
          case Members(var map) -> map.remove(key);
          case Items(var list) -> list.remove(at.index(key, list.size(), list.size() - 1));
          case Whole _ -> null;
        };
    if (taken == null) {
      throw at.missing();
    }
    return taken;
  }

  private static String lastToken(JsonPointer at) {
    if (at.tokens().isEmpty()) {
      throw at.missing();
    }
    return at.tokens().getLast();
  }

  /// The taken apart object or array that holds a place; what is neither stays whole.
  private Node holder(JsonPointer at) {
    root = apart(root);
    Node node = root;
    for (String token : at.tokens().subList(0, at.tokens().size() - 1)) {
      switch (node) {
        case Members(var map) -> {
          Node child = map.get(token);
          if (child == null) {
            throw at.missing();
          }
          node = apart(child);
          map.put(token, node);
        }
        case Items(var list) -> {
          int index = at.index(token, list.size(), list.size() - 1);
          node = apart(list.get(index));
          list.set(index, node);
        }
        case Whole _ -> throw at.missing();
      }
    }
    return node;
  }

  /// What is at a place, or null when its holder has nothing there.
  private @Nullable Node node(JsonPointer at) {
    String key = lastToken(at);
    return switch (holder(at)) {
      case Members(var map) -> map.get(key);
      case Items(var list) -> list.get(at.index(key, list.size(), list.size() - 1));
      case Whole _ -> throw at.missing();
    };
  }

  private static Node apart(Node node) {
    return switch (node) {
      case Whole(Obj(Map<String, JsonValue> members)) -> {
        LinkedHashMap<String, Node> map = LinkedHashMap.newLinkedHashMap(members.size());
        members.forEach((name, value) -> map.put(name, new Whole(value)));
        yield new Members(map);
      }
      case Whole(Array(List<JsonValue> items)) -> {
        ArrayList<Node> list = new ArrayList<>(items.size());
        items.forEach(item -> list.add(new Whole(item)));
        yield new Items(list);
      }
      default -> node;
    };
  }

  private static JsonValue frozen(Node node) {
    return switch (node) {
      case Whole(JsonValue value) -> value;
      case Members(var map) -> {
        Map<String, JsonValue> members = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, value) -> members.put(name, frozen(value)));
        yield new Obj(members);
      }
      case Items(var list) -> {
        List<JsonValue> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(frozen(item)));
        yield new Array(items);
      }
    };
  }

  private static boolean equal(Node node, JsonValue value) {
    return switch (node) {
      case Whole(JsonValue own) -> own.equals(value);
      case Members(var map) -> {
        if (!(value instanceof Obj(Map<String, JsonValue> members))
            || members.size() != map.size()) {
          yield false;
        }
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
          Node own = map.get(member.getKey());
          if (own == null || !equal(own, member.getValue())) {
            yield false;
          }
        }
        yield true;
      }
      case Items(var list) -> {
        if (!(value instanceof Array(List<JsonValue> items)) || items.size() != list.size()) {
          yield false;
        }
        for (int i = 0; i < list.size(); i++) {
          if (!equal(list.get(i), items.get(i))) {
            yield false;
          }
        }
        yield true;
      }
    };
  }
}
