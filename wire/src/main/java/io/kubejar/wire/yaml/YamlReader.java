package io.kubejar.wire.yaml;

import io.kubejar.wire.json.GoText;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Null;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds trees from the events of a YAML stream.
///
/// Aliases share the tree they name; how large the document would be with them written out is
/// counted all the same, and bounded.
final class YamlReader {
  private static final int MAX_DEPTH = 500;
  private static final long MAX_NODES = 4_000_000;
  private static final long MAX_ALIASED = 400_000;

  private record Anchored(JsonValue value, long nodes) {}

  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long nodes;
  private long aliased;

  YamlReader(byte[] yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            // Read in small pieces, a long scalar would be copied once for each of them.
            .setBufferSize(Math.max(1024, yaml.length + 1))
            .setUseMarks(true)
            .build();
    this.events = new Parse(settings).parseInputStream(new ByteArrayInputStream(yaml)).iterator();
  }

  Yaml.Strict first() {
    List<JsonValue> documents = documents(1);
    return new Yaml.Strict(documents.isEmpty() ? Null.NULL : documents.getFirst(), findings);
  }

  List<JsonValue> all() {
    return documents(Integer.MAX_VALUE).stream().filter(value -> value != Null.NULL).toList();
  }

  private List<JsonValue> documents(int most) {
    List<JsonValue> documents = new ArrayList<>();
    try {
      while (documents.size() < most && events.hasNext()) {
        Event event = events.next();
        if (event.getEventId() == Event.ID.DocumentStart) {
          anchors.clear();
          documents.add(node(events.next(), 0));
        }
      }
    } catch (MarkedYamlEngineException e) {
      throw new YamlException(
          "error converting YAML to JSON: yaml: "
              + line(e.getProblemMark().or(e::getContextMark).filter(m -> named(e, m)))
              + problem(String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      throw new YamlException("error converting YAML to JSON: yaml: " + unreadable(e));
    }
    return documents;
  }

  private static String unreadable(YamlEngineException e) {
    if (e.getCause() instanceof CharacterCodingException) {
      return "invalid leading UTF-8 octet";
    }
    return e instanceof ReaderException
        ? "control characters are not allowed"
        : String.valueOf(e.getMessage());
  }

  /// Upstream's scanner does not name the first line.
  private static boolean named(MarkedYamlEngineException e, Mark mark) {
    return !(e instanceof ScannerException) || mark.getLine() > 0;
  }

  private static String line(Optional<Mark> mark) {
    return mark.map(m -> "line " + (m.getLine() + 1) + ": ").orElse("");
  }

  /// The parser's words for the common mistakes, as upstream's parser has them.
  private static String problem(String problem) {
    if (problem.startsWith("expected the node content")) {
      return "did not find expected node content";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "mapping values are not allowed in this context";
    }
    if (problem.startsWith("expected <block end>")) {
      return "did not find expected key";
    }
    if (problem.contains("cannot start any token")) {
      return "found character that cannot start any token";
    }
    if (problem.startsWith("expected ',' or ']'")) {
      return "did not find expected ',' or ']'";
    }
    return problem.startsWith("expected ',' or '}'") ? "did not find expected ',' or '}'" : problem;
  }

  private JsonValue node(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw new YamlException(
          "error converting YAML to JSON: yaml: exceeded max depth of " + MAX_DEPTH);
    }
    count(1);
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    long before = nodes;
    JsonValue value =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent _ -> sequence(depth);
          case MappingStartEvent _ -> mapping(depth);
          default -> throw new YamlException("error converting YAML to JSON: yaml: " + event);
        };
    if (event instanceof NodeEvent named) {
      named
          .getAnchor()
          .ifPresent(anchor -> anchors.put(anchor, new Anchored(value, nodes - before + 1)));
    }
    return value;
  }

  private void count(long more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw new YamlException("error converting YAML to JSON: yaml: document is too large");
    }
  }

  private JsonValue alias(AliasEvent alias) {
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new YamlException(
          "error converting YAML to JSON: yaml: unknown anchor '"
              + alias.getAlias().getValue()
              + "' referenced");
    }
    aliased += anchored.nodes;
    if (aliased > MAX_ALIASED) {
      throw new YamlException(
          "error converting YAML to JSON: yaml: document contains excessive aliasing");
    }
    count(anchored.nodes);
    return anchored.value;
  }

  private static JsonValue scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    String tag = scalar.getTag().orElse("");
    return switch (tag) {
      case "" -> scalar.isPlain() ? ScalarRules.resolve(text) : new Text(text);
      case "tag:yaml.org,2002:str", "!" -> new Text(text);
      case "tag:yaml.org,2002:binary" -> new Text(binary(text));
      default -> ScalarRules.resolve(text);
    };
  }

  private static String binary(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new YamlException(
          "error converting YAML to JSON: yaml: !!binary value contains invalid base64 data");
    }
  }

  private JsonValue sequence(int depth) {
    List<JsonValue> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new Array(items);
  }

  private JsonValue mapping(int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    Map<String, JsonValue> inherited = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      boolean merge =
          event instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals("<<");
      Optional<Mark> mark = event.getStartMark();
      JsonValue key = node(event, depth + 1);
      JsonValue value = node(events.next(), depth + 1);
      if (merge) {
        inherit(inherited, value);
        continue;
      }
      String name = name(key);
      if (members.put(name, value) != null) {
        String quoted = key instanceof Text ? '"' + name + '"' : name;
        findings.add(line(mark) + "key " + quoted + " already set in map");
      }
    }
    inherited.forEach(members::putIfAbsent);
    return new Obj(members);
  }

  private static void inherit(Map<String, JsonValue> inherited, JsonValue value) {
    switch (value) {
      case Obj(Map<String, JsonValue> members) -> members.forEach(inherited::putIfAbsent);
      case Array(List<JsonValue> items) when items.stream().allMatch(Obj.class::isInstance) ->
          items.forEach(item -> inherit(inherited, item));
      default ->
          throw new YamlException(
              "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as"
                  + " the value");
    }
  }

  private static String name(JsonValue key) {
    return switch (key) {
      case Text(String text) -> text;
      case JsonValue.Bool _, JsonValue.Int _, JsonValue.Real _ -> GoText.of(key);
      case Null _ -> "null";
      case Array _, Obj _ ->
          throw new YamlException(
              "error converting YAML to JSON: unsupported map key: " + GoText.of(key));
    };
  }
}
