package io.kubejar.server.audit;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import io.kubejar.wire.yaml.YamlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads one policy and notes what is wrong with it.
final class PolicyReader {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final String NOT_SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final Set<String> POLICY_FIELDS =
      Set.of("apiVersion", "kind", "metadata", "rules", "omitStages", "omitManagedFields");
  private static final Set<String> RULE_FIELDS =
      Set.of(
          "level",
          "users",
          "userGroups",
          "verbs",
          "resources",
          "namespaces",
          "nonResourceURLs",
          "omitStages",
          "omitManagedFields");

  private final List<String> flaws = new ArrayList<>();

  AuditPolicy read(byte[] document) {
    JsonValue root;
    try {
      root = Yaml.parse(document);
    } catch (YamlException | JsonException e) {
      throw new PolicyException("it is no YAML: " + e.getMessage());
    }
    if (!(root instanceof JsonValue.Obj policy)
        || !policy.text("kind").equals("Policy")
        || !policy.text("apiVersion").equals("audit.k8s.io/v1")) {
      throw new PolicyException("kind has to be Policy of audit.k8s.io/v1");
    }
    known(policy, POLICY_FIELDS, "");
    var omitStages = stages(policy, "omitStages");
    Boolean omitFields = flag(policy, "omitManagedFields", "omitManagedFields");
    List<JsonValue> listed = policy.items("rules");
    var rules = new ArrayList<PolicyRule>();
    for (int i = 0; i < listed.size(); i++) {
      rules.add(rule(object(listed.get(i)), "rules[" + i + "]"));
    }
    if (rules.isEmpty() && flaws.isEmpty()) {
      throw new PolicyException("loaded illegal policy with 0 rules");
    }
    if (flaws.size() == 1) {
      throw new PolicyException(flaws.getFirst());
    }
    if (!flaws.isEmpty()) {
      throw new PolicyException("[" + String.join(", ", flaws) + "]");
    }
    return new AuditPolicy(rules, omitStages, Boolean.TRUE.equals(omitFields));
  }

  private PolicyRule rule(JsonValue.Obj rule, String path) {
    known(rule, RULE_FIELDS, path + ".");
    Level level = level(rule.text("level"), path + ".level");
    List<String> paths = texts(rule, "nonResourceURLs", path);
    for (int i = 0; i < paths.size(); i++) {
      checkPath(paths.get(i), path + ".nonResourceURLs[" + i + "]");
    }
    List<JsonValue> listed = rule.items("resources");
    var resources = new ArrayList<GroupResources>();
    for (int i = 0; i < listed.size(); i++) {
      resources.add(resources(object(listed.get(i)), path + ".resources[" + i + "]"));
    }
    List<String> namespaces = texts(rule, "namespaces", path);
    if (!paths.isEmpty() && (!resources.isEmpty() || !namespaces.isEmpty())) {
      invalid(
          path + ".nonResourceURLs",
          quoted(paths),
          "rules cannot apply to both regular resources and non-resource URLs");
    }
    var scope =
        new PolicyRule.Scope(
            texts(rule, "users", path),
            texts(rule, "userGroups", path),
            texts(rule, "verbs", path),
            resources,
            namespaces,
            paths);
    return new PolicyRule(
        level,
        scope,
        stages(rule, path + ".omitStages"),
        flag(rule, "omitManagedFields", path + ".omitManagedFields"));
  }

  private GroupResources resources(JsonValue.Obj entry, String path) {
    known(entry, Set.of("group", "resources", "resourceNames"), path + ".");
    String group = entry.text("group");
    if (!group.isEmpty() && (group.length() > 253 || !SUBDOMAIN.matcher(group).matches())) {
      invalid(path + ".group", '"' + group + '"', NOT_SUBDOMAIN);
    }
    List<String> resources = texts(entry, "resources", path);
    List<String> names = texts(entry, "resourceNames", path);
    if (!names.isEmpty() && resources.isEmpty()) {
      invalid(
          path + ".resourceNames",
          quoted(names),
          "using resourceNames requires at least one resource");
    }
    return new GroupResources(group, resources, names);
  }

  private Level level(String text, String path) {
    if (text.isEmpty()) {
      flaws.add(path + ": Required value");
      return Level.NONE;
    }
    for (Level level : Level.values()) {
      if (level.toString().equals(text)) {
        return level;
      }
    }
    String supported =
        Arrays.stream(Level.values())
            .map(level -> "\"" + level + '"')
            .sorted()
            .collect(Collectors.joining(", "));
    flaws.add(
        "%s: Unsupported value: \"%s\": supported values: %s".formatted(path, text, supported));
    return Level.NONE;
  }

  private void checkPath(String url, String path) {
    if (url.equals("*")) {
      return;
    }
    if (!url.startsWith("/")) {
      invalid(path, '"' + url + '"', "non-resource URL rules must begin with a '/' character");
    }
    int star = url.indexOf('*');
    if (star >= 0 && star < url.length() - 1) {
      invalid(
          path,
          '"' + url + '"',
          "non-resource URL wildcards '*' must be the final character of the rule");
    }
  }

  /// @param path where the stages are; its last part is the member's name
  private EnumSet<Stage> stages(JsonValue.Obj in, String path) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    var stages = EnumSet.noneOf(Stage.class);
    List<JsonValue> listed = in.items(name);
    for (int i = 0; i < listed.size(); i++) {
      String text = listed.get(i) instanceof JsonValue.Text(String value) ? value : "";
      var stage =
          Arrays.stream(Stage.values()).filter(each -> each.toString().equals(text)).findFirst();
      if (stage.isPresent()) {
        stages.add(stage.get());
      } else {
        invalid(
            "%s[%d]".formatted(path, i),
            '"' + text + '"',
            "allowed stages are RequestReceived,ResponseStarted,ResponseComplete,Panic");
      }
    }
    return stages;
  }

  private List<String> texts(JsonValue.Obj in, String name, String path) {
    var texts = new ArrayList<String>();
    List<JsonValue> items = in.items(name);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof JsonValue.Text(String text)) {
        texts.add(text);
      } else {
        invalid(
            "%s.%s[%d]".formatted(path, name, i), items.get(i).toJsonText(), "must be a string");
      }
    }
    return texts;
  }

  private @Nullable Boolean flag(JsonValue.Obj in, String name, String path) {
    return switch (in.get(name)) {
      case null -> null;
      case JsonValue.Null _ -> null;
      case JsonValue.Bool(boolean value) -> value;
      case JsonValue other -> {
        invalid(path, other.toJsonText(), "must be true or false");
        yield null;
      }
    };
  }

  private void known(JsonValue.Obj object, Set<String> fields, String prefix) {
    for (String name : object.members().keySet()) {
      if (!fields.contains(name)) {
        flaws.add("strict decoding error: unknown field \"" + prefix + name + '"');
      }
    }
  }

  private void invalid(String path, String value, String why) {
    flaws.add(path + ": Invalid value: " + value + ": " + why);
  }

  private static JsonValue.Obj object(JsonValue value) {
    return value instanceof JsonValue.Obj object ? object : JsonValue.Obj.EMPTY;
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
  }
}
