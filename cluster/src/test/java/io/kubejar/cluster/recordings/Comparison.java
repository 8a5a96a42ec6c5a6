package io.kubejar.cluster.recordings;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Int;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Real;
import io.kubejar.wire.json.JsonValue.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a document differs from the expected one: objects are sets of members, lists are compared
/// in order unless they are wrapped in `{"$unordered": […]}`, and texts may hold placeholders.
final class Comparison {
  private static final int QUOTED = 300;
  private static final Pattern AGE = Pattern.compile("\\d+y(\\d+d)?");

  private final List<String> differences = new ArrayList<>();
  private Bindings bindings;

  Comparison(Bindings bindings) {
    this.bindings = bindings;
  }

  List<String> differences() {
    return differences;
  }

  void add(String difference) {
    differences.add(difference);
  }

  private void differs(String path, String expected, @Nullable JsonValue actual) {
    add(
        "%s: expected %s, got %s"
            .formatted(path, expected, actual == null ? "none" : text(actual)));
  }

  void text(String path, String expected, String actual) {
    if (!expected.equals(actual) && !bindings.fits(expected, actual)) {
      differs(path, expected, JsonValue.of(actual));
    }
  }

  /// Whether both are ages of years: what was one on the day of the recording is another today.
  private static boolean areAges(String expected, JsonValue actual) {
    return AGE.matcher(expected).matches()
        && actual instanceof Text(String text)
        && AGE.matcher(text).matches();
  }

  void match(String path, JsonValue expected, JsonValue actual) {
    switch (expected) {
      case Obj object -> {
        if (object.members().keySet().equals(Set.of("$unordered"))) {
          unordered(path, object.items("$unordered"), actual);
        } else if (actual instanceof Obj other) {
          members(path, object, other);
        } else {
          differs(path, "an object", actual);
        }
      }
      case Array(List<JsonValue> items) -> items(path, items, actual);
      case Text(String text) -> {
        if (!text.equals("<any>") && !areAges(text, actual) && !fits(text, actual)) {
          differs(path, text, actual);
        }
      }
      case Int(long number) -> {
        if (!(actual instanceof Int(long other) && other == number)
            && !(actual instanceof Real(double real) && real == number)) {
          differs(path, text(expected), actual);
        }
      }
      case Real(double number) -> {
        if (!(actual instanceof Real(double other) && other == number)
            && !(actual instanceof Int(long whole) && whole == number)) {
          differs(path, text(expected), actual);
        }
      }
      default -> {
        if (!expected.equals(actual)) {
          differs(path, text(expected), actual);
        }
      }
    }
  }

  private boolean fits(String expected, JsonValue actual) {
    return switch (actual) {
      case Text(String text) -> text.equals(expected) || bindings.fits(expected, text);
      case Int(long number) ->
          Bindings.hasPlaceholder(expected) && bindings.fits(expected, Long.toString(number));
      default -> false;
    };
  }

  private void members(String path, Obj expected, Obj actual) {
    var names = new TreeSet<>(expected.members().keySet());
    names.addAll(actual.members().keySet());
    var matched = new TreeSet<String>();
    for (String name : expected.members().keySet()) {
      if (!actual.has(name) && Bindings.hasPlaceholder(name)) {
        for (String other : actual.members().keySet()) {
          if (!expected.has(other) && !matched.contains(other) && bindings.fits(name, other)) {
            matched.add(name);
            matched.add(other);
            member(path, name, expected, actual.get(other));
            break;
          }
        }
      }
    }
    for (String name : names) {
      if (matched.contains(name)) {
        continue;
      }
      if (expected.has(name)) {
        member(path, name, expected, actual.get(name));
      } else {
        add("%s/%s: unexpected %s".formatted(path, name, text(actual.get(name))));
      }
    }
  }

  private void member(String path, String name, Obj expected, @Nullable JsonValue actual) {
    JsonValue wanted = expected.get(name);
    if (wanted == null) {
      return;
    }
    String place = path + "/" + name;
    if (actual == null) {
      differs(place, text(wanted), null);
    } else {
      match(place, wanted, actual);
    }
  }

  private void items(String path, List<JsonValue> expected, JsonValue actual) {
    if (!(actual instanceof Array(List<JsonValue> others))) {
      differs(path, "a list", actual);
      return;
    }
    if (expected.size() != others.size()) {
      differs(path, expected.size() + " items " + text(new Array(expected)), actual);
      return;
    }
    List<JsonValue> wanted = expected;
    List<JsonValue> got = others;
    if (path.endsWith("/managedFields")) {
      // Their order follows their times, which matter by the second.
      wanted = expected.stream().sorted(Comparator.comparing(Comparison::manager)).toList();
      got = others.stream().sorted(Comparator.comparing(Comparison::manager)).toList();
    }
    for (int i = 0; i < wanted.size(); i++) {
      match(path + "/" + i, wanted.get(i), got.get(i));
    }
  }

  private static String manager(JsonValue value) {
    if (!(value instanceof Obj entry)) {
      return "";
    }
    return String.join(
        "\0",
        entry.text("manager"),
        entry.text("operation"),
        entry.text("subresource"),
        entry.text("apiVersion"));
  }

  private void unordered(String path, List<JsonValue> expected, JsonValue actual) {
    if (!(actual instanceof Array(List<JsonValue> others)) || others.size() != expected.size()) {
      differs(path, "in any order " + text(new Array(expected)), actual);
      return;
    }
    var left = new ArrayList<>(others);
    for (JsonValue wanted : expected) {
      JsonValue found = null;
      for (JsonValue other : left) {
        var attempt = new Comparison(bindings.copy());
        attempt.match("", wanted, other);
        if (attempt.differences.isEmpty()) {
          bindings.adopt(attempt.bindings);
          found = other;
          break;
        }
      }
      if (found == null) {
        differs(path, "among others " + text(wanted), new Array(left));
        return;
      }
      left.remove(found);
    }
  }

  /// A document without members of some names, at any depth.
  static JsonValue prune(JsonValue value, Set<String> names) {
    if (names.isEmpty()) {
      return value;
    }
    return switch (value) {
      case Obj(Map<String, JsonValue> members) -> {
        var pruned = new LinkedHashMap<String, JsonValue>();
        members.forEach(
            (name, member) -> {
              if (!names.contains(name)) {
                pruned.put(name, prune(member, names));
              }
            });
        yield new Obj(pruned);
      }
      case Array(List<JsonValue> items) ->
          new Array(items.stream().map(item -> prune(item, names)).toList());
      default -> value;
    };
  }

  static String text(@Nullable JsonValue value) {
    if (value == null) {
      return "none";
    }
    String json = new String(value.toJson(), java.nio.charset.StandardCharsets.UTF_8);
    return json.length() <= QUOTED ? json : json.substring(0, QUOTED) + "…";
  }
}
