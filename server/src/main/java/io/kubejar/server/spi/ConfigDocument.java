package io.kubejar.server.spi;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.yaml.Yaml;
import io.kubejar.wire.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A configuration file of the server as it is read: YAML or JSON of a known kind, in which nothing
/// unknown is tolerated.
///
/// Reading collects what is unknown or of a wrong type; [#finish] refuses all of it together.
public final class ConfigDocument {
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");

  private final Obj root;
  private final List<String> unknown = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private ConfigDocument(Obj root) {
    this.root = root;
  }

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException with a text for the user when it holds nothing sensible
  public static Obj read(java.nio.file.Path file) throws IOException {
    return parse(text(file));
  }

  /// The text of a file.
  ///
  /// @throws IllegalArgumentException with a text for the user when there is none or too much
  public static byte[] text(java.nio.file.Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(MOST_BYTES + 1);
      if (text.length > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 1 MiB");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("open %s: no such file or directory".formatted(file), e);
    }
  }

  /// Reads the text of a file.
  public static Obj parse(byte[] text) {
    try {
      if (Yaml.parse(text) instanceof Obj document) {
        return document;
      }
    } catch (YamlException | JsonException e) {
      throw new IllegalArgumentException("error converting YAML to JSON: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "couldn't get version/kind; json parse error: it is no object");
  }

  /// Starts to read a document of a kind.
  ///
  /// @param versions the versions it may be of
  public static ConfigDocument of(Obj document, String kind, List<String> versions) {
    String version = document.text("apiVersion");
    if (document.text("kind").isEmpty()) {
      throw new IllegalArgumentException("Object 'Kind' is missing");
    }
    if (version.isEmpty()) {
      throw new IllegalArgumentException("Object 'apiVersion' is missing");
    }
    if (!document.text("kind").equals(kind) || !versions.contains(version)) {
      throw new IllegalArgumentException(
          "no kind \"%s\" is registered for version \"%s\""
              .formatted(document.text("kind"), version));
    }
    return new ConfigDocument(document);
  }

  public Obj root() {
    return root;
  }

  /// Notes members of an object that are none of the known ones.
  public void known(Obj object, Path path, String... members) {
    Set<String> names = Set.of(members);
    for (String name : object.members().keySet()) {
      if (!names.contains(name)) {
        unknown.add("unknown field \"%s\"".formatted(path.child(name)));
      }
    }
  }

  /// The objects of a list.
  public List<Obj> objects(Obj parent, Path path, String member) {
    List<Obj> objects = new ArrayList<>();
    List<JsonValue> items = items(parent, path, member);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Obj object) {
        objects.add(object);
      } else {
        wrong(path.child(member).index(i), "an object");
      }
    }
    return objects;
  }

  /// The texts of a list.
  public List<String> texts(Obj parent, Path path, String member) {
    List<String> texts = new ArrayList<>();
    List<JsonValue> items = items(parent, path, member);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof JsonValue.Text(String text)) {
        texts.add(text);
      } else {
        wrong(path.child(member).index(i), "a string");
      }
    }
    return texts;
  }

  private List<JsonValue> items(Obj parent, Path path, String member) {
    return switch (parent.get(member)) {
      case JsonValue.Array(List<JsonValue> items) -> items;
      case null -> List.of();
      case JsonValue.Null _ -> List.of();
      default -> {
        wrong(path.child(member), "a list");
        yield List.of();
      }
    };
  }

  /// A member that is an object; null when it is not there.
  public @Nullable Obj object(Obj parent, Path path, String member) {
    return switch (parent.get(member)) {
      case Obj object -> object;
      case null -> null;
      case JsonValue.Null _ -> null;
      default -> {
        wrong(path.child(member), "an object");
        yield null;
      }
    };
  }

  /// A member that is a text; null when it is not there.
  public @Nullable String optional(Obj parent, Path path, String member) {
    return switch (parent.get(member)) {
      case JsonValue.Text(String text) -> text;
      case null -> null;
      case JsonValue.Null _ -> null;
      default -> {
        wrong(path.child(member), "a string");
        yield null;
      }
    };
  }

  /// A member that is a text; empty when it is not there.
  public String text(Obj parent, Path path, String member) {
    String text = optional(parent, path, member);
    return text == null ? "" : text;
  }

  public boolean truth(Obj parent, Path path, String member, boolean otherwise) {
    return switch (parent.get(member)) {
      case JsonValue.Bool(boolean value) -> value;
      case null -> otherwise;
      case JsonValue.Null _ -> otherwise;
      default -> {
        wrong(path.child(member), "a boolean");
        yield otherwise;
      }
    };
  }

  public long number(Obj parent, Path path, String member, long otherwise) {
    return switch (parent.get(member)) {
      case JsonValue.Int(long value) -> value;
      case null -> otherwise;
      case JsonValue.Null _ -> otherwise;
      default -> {
        wrong(path.child(member), "an integer");
        yield otherwise;
      }
    };
  }

  /// A member that is a duration such as `1m30s`.
  public Duration duration(Obj parent, Path path, String member, Duration otherwise) {
    String text = optional(parent, path, member);
    if (text == null) {
      return otherwise;
    }
    Duration value = duration(text);
    if (value == null) {
      wrong(path.child(member), "a duration such as 30s");
      return otherwise;
    }
    return value;
  }

  /// The duration a text such as `-1m30s` means; null when it means none.
  public static @Nullable Duration duration(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    Duration sum = Duration.ZERO;
    Matcher part = DURATION_PART.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!part.find() || part.start() != at) {
        return null;
      }
      at = part.end();
      sum = sum.plusNanos((long) (Double.parseDouble(part.group(1)) * nanos(part.group(2))));
    }
    return rest.isEmpty() ? null : negative ? sum.negated() : sum;
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "h" -> 3600e9;
      case "m" -> 60e9;
      case "s" -> 1e9;
      case "ms" -> 1e6;
      case "us", "µs" -> 1e3;
      default -> 1;
    };
  }

  private void wrong(Path path, String wanted) {
    wrong.add("%s has to be %s".formatted(path, wanted));
  }

  /// Refuses what was unknown or wrong, and then what breaks rules.
  ///
  /// @throws IllegalArgumentException with a text for the user
  public void finish(FieldErrors errors) {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join(", ", wrong));
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("strict decoding error: " + String.join(", ", unknown));
    }
    if (!errors.isEmpty()) {
      List<String> texts = errors.toList().stream().map(Object::toString).distinct().toList();
      throw new IllegalArgumentException(
          texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]");
    }
  }
}
