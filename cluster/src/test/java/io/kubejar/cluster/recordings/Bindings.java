package io.kubejar.cluster.recordings;

import static java.util.Map.entry;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is known so far in one run of a scenario: variables (`{{u}}`) that requests use, and the
/// values that numbered placeholders (`<uid:1>`) stand for.
final class Bindings {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          entry("uid", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
          entry("rv", "[0-9]+"),
          entry("time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:Z|[+-]\\d\\d:\\d\\d)"),
          entry(
              "microtime",
              "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}(?:Z|[+-]\\d\\d:\\d\\d)"),
          entry("gen", "[a-z0-9]{5}"),
          entry("hash", "[a-z0-9]{5,10}"),
          entry("clusterip", "[0-9a-fA-F.:]+"),
          entry("nodeport", "\\d+"),
          entry("num", "\\d+"),
          entry("hex", "[0-9a-f]+"),
          entry("age", "(?:<invalid>|<unknown>|(?:\\d+[smhdy])+)"),
          entry("token", "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"),
          entry("continue", "[A-Za-z0-9_=+/-]+"),
          entry("base64", "[A-Za-z0-9_=+/-]*"),
          entry("any", "(?s:.*)"));
  private static final Pattern PLACEHOLDER =
      Pattern.compile("<(" + String.join("|", KINDS.keySet()) + ")(?::(\\w+))?>");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  private final Map<String, JsonValue> variables;
  private final Map<String, String> bound;
  private final Map<String, String> taken;

  private Bindings(
      Map<String, JsonValue> variables, Map<String, String> bound, Map<String, String> taken) {
    this.variables = variables;
    this.bound = bound;
    this.taken = taken;
  }

  /// The bindings at the beginning of a run.
  ///
  /// @param unique the name that belongs to this run
  static Bindings begin(String unique) {
    var variables = new HashMap<String, JsonValue>();
    variables.put("u", JsonValue.of(unique));
    variables.put("ns", JsonValue.of("ns-" + unique));
    return new Bindings(variables, new HashMap<>(), new HashMap<>());
  }

  Bindings copy() {
    return new Bindings(new HashMap<>(variables), new HashMap<>(bound), new HashMap<>(taken));
  }

  /// Only what the run began with, which is all that expected answers may use.
  Bindings names() {
    var names = new HashMap<>(variables);
    names.keySet().retainAll(List.of("u", "ns"));
    return new Bindings(names, new HashMap<>(), new HashMap<>());
  }

  void adopt(Bindings other) {
    variables.clear();
    variables.putAll(other.variables);
    bound.clear();
    bound.putAll(other.bound);
    taken.clear();
    taken.putAll(other.taken);
  }

  void set(String variable, JsonValue value) {
    variables.put(variable, value);
  }

  static boolean hasPlaceholder(String text) {
    return PLACEHOLDER.matcher(text).find();
  }

  /// A text with its variables filled in.
  String fill(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              JsonValue value = variables.get(found.group(1));
              return Matcher.quoteReplacement(value == null ? found.group() : plain(value));
            });
  }

  private static String plain(JsonValue value) {
    return value instanceof Text(String text) ? text : Comparison.text(value);
  }

  /// A document with its variables filled in; a text that is nothing but one takes its value.
  JsonValue fill(JsonValue value) {
    return switch (value) {
      case Text(String text) -> {
        var only = VARIABLE.matcher(text);
        JsonValue whole = only.matches() ? variables.get(only.group(1)) : null;
        yield whole == null ? JsonValue.of(fill(text)) : whole;
      }
      case Array(List<JsonValue> items) -> new Array(items.stream().map(this::fill).toList());
      case Obj(Map<String, JsonValue> members) -> {
        var filled = new LinkedHashMap<String, JsonValue>();
        members.forEach((name, member) -> filled.put(fill(name), fill(member)));
        yield new Obj(filled);
      }
      default -> value;
    };
  }

  /// Whether a text fits an expected one with placeholders; what numbered ones stand for is kept.
  boolean fits(String expected, String actual) {
    var regex = new StringBuilder();
    var groups = new ArrayList<String>();
    var kinds = new ArrayList<String>();
    var placeholder = PLACEHOLDER.matcher(expected);
    int at = 0;
    while (placeholder.find()) {
      regex.append(Pattern.quote(expected.substring(at, placeholder.start())));
      at = placeholder.end();
      String key = placeholder.group();
      String known = bound.get(key);
      if (placeholder.group(2) == null) {
        regex.append("(?:").append(KINDS.get(placeholder.group(1))).append(')');
      } else if (known != null) {
        regex.append(Pattern.quote(known));
      } else if (groups.contains(key)) {
        regex.append("\\k<t").append(groups.indexOf(key)).append('>');
      } else {
        regex.append("(?<t").append(groups.size()).append('>');
        regex.append(KINDS.get(placeholder.group(1))).append(')');
        groups.add(key);
        kinds.add(placeholder.group(1));
      }
    }
    regex.append(Pattern.quote(expected.substring(at)));
    var match = Pattern.compile(regex.toString()).matcher(actual);
    if (!match.matches()) {
      return false;
    }
    for (int i = 0; i < groups.size(); i++) {
      String owner = taken.get(kinds.get(i) + " " + match.group("t" + i));
      boolean distinct = kinds.get(i).equals("uid") || kinds.get(i).equals("rv");
      if (distinct && owner != null && !owner.equals(groups.get(i))) {
        return false;
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      bound.put(groups.get(i), match.group("t" + i));
      taken.put(kinds.get(i) + " " + match.group("t" + i), groups.get(i));
    }
    return true;
  }
}
