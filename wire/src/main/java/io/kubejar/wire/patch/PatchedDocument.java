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
    Node holder = holder(at, "add operation does not apply: doc is missing path: \"%s\"");
    insert(holder, at, new Whole(value), "error in add for path: '" + at + "'");
  }

  void replaceAll(JsonValue value) {
    root = new Whole(value);
  }

  void replace(JsonPointer at, JsonValue value) {
    String key = at.tokens().isEmpty() ? "" : at.tokens().getLast();
    switch (holder(at, "replace operation does not apply: doc is missing path: %s")) {
      case Members(var map) -> map.put(key, new Whole(value));
      case Items(var list) -> {
        int index = JsonPointer.known(key, list.size());
        if (index < 0) {
          throw missing("replace operation does not apply: doc is missing key: " + at);
        }
        list.set(index, new Whole(value));
      }
      case Whole _ -> throw new IllegalStateException();
    }
  }

  void remove(JsonPointer at) {
    Node holder = holder(at, "remove operation does not apply: doc is missing path: \"%s\"");
    take(holder, at, "error in remove for path: '" + at + "'");
  }

  void move(JsonPointer from, JsonPointer to) {
    Node source = holder(from, "move operation does not apply: doc is missing from path: %s");
    String wrong = "error in move for path: '" + from.tokens().getLast() + "'";
    Node taken = take(source, from, wrong);
    Node target = holder(to, "move operation does not apply: doc is missing destination path: %s");
    insert(target, to, taken, "error in move for path: '" + to + "'");
  }

  void copy(JsonPointer from, JsonPointer to) {
    Node source = holder(from, "copy operation does not apply: doc is missing from path: %s");
    Node found = node(source, from, "error in copy for from: '" + from.tokens().getLast() + "'");
    Node target = holder(to, "copy operation does not apply: doc is missing destination path: %s");
    JsonValue value = found == null ? Null.NULL : frozen(found);
    copied += value.toJson().length;
    if (copied > MOST_COPIED) {
      throw new PatchException(
          Fault.NOT_APPLICABLE,
          "Unable to complete the copy, the accumulated size increase of copy is %d, exceeding the limit %d"
              .formatted(copied, MOST_COPIED));
    }
    insert(target, to, new Whole(value), "error while adding value during copy");
  }

  /// Whether the value there equals another; nothing equals `null`.
  boolean matches(JsonPointer at, JsonValue value) {
    if (at.tokens().isEmpty()) {
      return equal(root, value);
    }
    Node holder = holder(at, "test operation does not apply: is missing path: %s");
    Node found = node(holder, at, "error in test for path: '" + at + "'");
    return found == null ? value == Null.NULL : equal(found, value);
  }

  private static void insert(Node holder, JsonPointer at, Node value, String wrong) {
    String key = at.tokens().getLast();
    switch (holder) {
      case Members(var map) -> map.put(key, value);
      case Items(var list) ->
          list.add(
              key.equals("-") ? list.size() : at.index(key, list.size() + 1, list.size(), wrong),
              value);
      case Whole _ -> throw new IllegalStateException();
    }
  }

  private static Node take(Node holder, JsonPointer at, String wrong) {
    String key = at.tokens().getLast();
    return switch (holder) {
      case Members(var map) -> {
        Node taken = map.remove(key);
        if (taken == null) {
          throw missing(wrong + ": Unable to remove nonexistent key: " + key);
        }
        yield taken;
      }
      case Items(var list) -> list.remove(at.index(key, list.size(), list.size() - 1, wrong));
      case Whole _ -> throw new IllegalStateException();
    };
  }

  /// What is at a place, or null when its holder has nothing there.
  private static @Nullable Node node(Node holder, JsonPointer at, String wrong) {
    String key = at.tokens().getLast();
    return switch (holder) {
      case Members(var map) -> map.get(key);
      case Items(var list) -> list.get(at.index(key, list.size(), list.size() - 1, wrong));
      case Whole _ -> throw new IllegalStateException();
    };
  }

  private static PatchException missing(String message) {
    return JsonPointer.inapplicable(message + ": missing value");
  }

  /// The taken apart object or array that holds a place.
  ///
  /// @param absent the message when there is none, with room for the place
  private Node holder(JsonPointer at, String absent) {
    Node holder = holder(at);
    if (holder == null) {
      throw missing(absent.formatted(at));
    }
    return holder;
  }

  private @Nullable Node holder(JsonPointer at) {
    if (at.tokens().isEmpty()) {
      return null;
    }
    root = apart(root);
    Node node = root;
    for (String token : at.tokens().subList(0, at.tokens().size() - 1)) {
      switch (node) {
        case Members(var map) -> {
          Node child = map.get(token);
          if (child == null) {
            return null;
          }
          node = apart(child);
          map.put(token, node);
        }
        case Items(var list) -> {
          int index = JsonPointer.known(token, list.size());
          if (index < 0) {
            return null;
          }
          node = apart(list.get(index));
          list.set(index, node);
        }
        case Whole _ -> {
          return null;
        }
      }
    }
    return node instanceof Whole ? null : node;
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
