package io.kubejar.server.openapi;

import io.kubejar.api.authentication.v1.TokenRequestSchema;
import io.kubejar.api.autoscaling.v1.ScaleSchema;
import io.kubejar.api.core.v1.BindingSchema;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.DeleteOptionsSchema;
import io.kubejar.api.meta.v1.StatusSchema;
import io.kubejar.api.policy.v1.EvictionSchema;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.server.openapi.Definitions.Dialect;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The paths of a kind with what can be done there.
final class Operations {
  private static final String JSON = "application/json";
  private static final List<String> PATCHES =
      List.of(
          "application/apply-patch+yaml",
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json");

  /// The forms of subresources that are not their kind's.
  private static final Map<GroupVersionKind, ObjectSchema> FORMS =
      Stream.of(
              BindingSchema.SCHEMA,
              EvictionSchema.SCHEMA,
              ScaleSchema.SCHEMA,
              TokenRequestSchema.SCHEMA)
          .collect(
              Collectors.toUnmodifiableMap(
                  schema -> new GroupVersionKind(schema.group(), schema.version(), schema.kind()),
                  Function.identity()));

  private final Dialect dialect;
  private final Definitions definitions;
  private final Map<String, JsonValue> paths;

  Operations(Dialect dialect, Definitions definitions, Map<String, JsonValue> paths) {
    this.dialect = dialect;
    this.definitions = definitions;
    this.paths = paths;
  }

  /// What patches a kind takes; by this kubectl decides which sort it sends.
  private static List<String> patches(Kind<?> kind) {
    return kind instanceof CustomKind
        ? PATCHES.subList(0, PATCHES.indexOf("application/strategic-merge-patch+json"))
        : PATCHES;
  }

  /// Adds the paths of a kind and its subresources.
  void add(Kind<?> kind) {
    Names names = kind.names();
    String base = (names.group().isEmpty() ? "/api/" : "/apis/") + names.apiVersion();
    String scope = names.namespaced() ? base + "/namespaces/{namespace}" : base;
    String collection = scope + "/" + names.plural();
    String object = collection + "/{name}";
    if (names.namespaced() && names.verbs().contains("list")) {
      put(base + "/" + names.plural(), Map.of("get", operation(kind, "list", "", names.gvk())));
    }
    Map<String, Obj> onCollection = new LinkedHashMap<>();
    Map<String, Obj> onObject = new LinkedHashMap<>();
    for (String verb : names.verbs()) {
      switch (verb) {
        case "list" -> onCollection.put("get", operation(kind, verb, "", names.gvk()));
        case "create" -> onCollection.put("post", operation(kind, verb, "", names.gvk()));
        case "deletecollection" ->
            onCollection.put("delete", operation(kind, verb, "", names.gvk()));
        case "get" -> onObject.put("get", operation(kind, verb, "", names.gvk()));
        case "update" -> onObject.put("put", operation(kind, verb, "", names.gvk()));
        case "patch" -> onObject.put("patch", operation(kind, verb, "", names.gvk()));
        case "delete" -> onObject.put("delete", operation(kind, verb, "", names.gvk()));
        default -> {} // a watch is a list with a parameter
      }
    }
    put(collection, onCollection);
    put(object, onObject);
    for (Names.Subresource subresource : names.subresources()) {
      Map<String, Obj> below = new LinkedHashMap<>();
      for (String verb : subresource.verbs()) {
        String method =
            switch (verb) {
              case "create" -> "post";
              case "update" -> "put";
              default -> verb;
            };
        below.put(method, operation(kind, verb, subresource.name(), subresource.kind()));
      }
      put(object + "/" + subresource.name(), below);
    }
  }

  private void put(String path, Map<String, Obj> operations) {
    if (operations.isEmpty()) {
      return;
    }
    Map<String, JsonValue> item = new LinkedHashMap<>(operations);
    var parameters = new ArrayList<JsonValue>();
    if (path.contains("{name}")) {
      parameters.add(parameter("name", "path", "string", "The name of the object."));
    }
    if (path.contains("{namespace}")) {
      parameters.add(parameter("namespace", "path", "string", "The namespace of the object."));
    }
    parameters.add(parameter("pretty", "query", "string", "If 'true', the answer is indented."));
    item.put("parameters", new Array(parameters));
    paths.put(path, new Obj(item));
  }

  private Obj operation(Kind<?> kind, String verb, String subresource, GroupVersionKind gvk) {
    Names names = kind.names();
    Map<String, JsonValue> operation = new LinkedHashMap<>();
    String what = names.kind() + (subresource.isEmpty() ? "" : " " + subresource);
    operation.put("description", JsonValue.of(verb + " " + what));
    String tag = (names.group().isEmpty() ? "core" : names.group()) + "_" + names.version();
    operation.put("tags", new Array(List.of(JsonValue.of(tag))));
    operation.put("operationId", JsonValue.of(operationId(names, verb, subresource)));
    var parameters = parameters(verb);
    boolean writes = verb.equals("create") || verb.equals("update");
    boolean deletes = verb.equals("delete") || verb.equals("deletecollection");
    Obj form = deletes ? definitions.refer(StatusSchema.SCHEMA) : form(kind, gvk);
    if (deletes) {
      Obj options = definitions.refer(DeleteOptionsSchema.SCHEMA);
      if (dialect == Dialect.V2) {
        parameters.add(
            Obj.EMPTY
                .with("name", JsonValue.of("body"))
                .with("in", JsonValue.of("body"))
                .with("schema", options));
      } else {
        operation.put("requestBody", Obj.EMPTY.with("content", content(List.of(JSON), options)));
      }
    }
    if (writes || verb.equals("patch")) {
      Obj body = verb.equals("patch") ? Obj.EMPTY.with("type", JsonValue.of("object")) : form;
      List<String> types = verb.equals("patch") ? patches(kind) : List.of(JSON, "application/yaml");
      if (dialect == Dialect.V2) {
        operation.put("consumes", texts(types));
        parameters.add(
            Obj.EMPTY
                .with("name", JsonValue.of("body"))
                .with("in", JsonValue.of("body"))
                .with("required", JsonValue.of(true))
                .with("schema", body));
      } else {
        operation.put(
            "requestBody",
            Obj.EMPTY.with("content", content(types, body)).with("required", JsonValue.of(true)));
      }
    }
    operation.put("parameters", new Array(parameters));
    operation.put("responses", responses(kind, verb, form));
    if (dialect == Dialect.V2) {
      operation.put("produces", texts(List.of(JSON)));
      operation.put("schemes", texts(List.of("https")));
    }
    operation.put("x-kubernetes-action", JsonValue.of(action(verb)));
    operation.put(
        "x-kubernetes-group-version-kind", Definitions.gvk(gvk.group(), gvk.version(), gvk.kind()));
    return new Obj(operation);
  }

  /// What is read and written: the kind itself, or the form that a subresource has of its own.
  private Obj form(Kind<?> kind, GroupVersionKind gvk) {
    if (gvk.equals(kind.names().gvk())) {
      return definitions.refer(kind.codec().schema());
    }
    ObjectSchema other = FORMS.get(gvk);
    return other == null
        ? Obj.EMPTY.with("type", JsonValue.of("object"))
        : definitions.refer(other);
  }

  private Obj responses(Kind<?> kind, String verb, Obj form) {
    Obj schema = verb.equals("list") ? definitions.reference(Definitions.listName(kind)) : form;
    Obj ok = Obj.EMPTY.with("description", JsonValue.of("OK"));
    ok =
        dialect == Dialect.V2
            ? ok.with("schema", schema)
            : ok.with("content", content(List.of(JSON), schema));
    Obj responses = Obj.EMPTY.with("200", ok);
    if (verb.equals("create") || verb.equals("update") || verb.equals("patch")) {
      responses = responses.with("201", ok.with("description", JsonValue.of("Created")));
    }
    return responses.with("401", Obj.EMPTY.with("description", JsonValue.of("Unauthorized")));
  }

  private List<JsonValue> parameters(String verb) {
    var parameters = new ArrayList<JsonValue>();
    switch (verb) {
      case "list", "deletecollection" -> {
        parameters.add(query("labelSelector", "string", "Selects objects by their labels."));
        parameters.add(query("fieldSelector", "string", "Selects objects by their fields."));
        parameters.add(query("limit", "integer", "The most objects of one answer."));
        parameters.add(query("continue", "string", "The token to go on with a list."));
        parameters.add(query("resourceVersion", "string", "The revision asked for."));
        parameters.add(query("resourceVersionMatch", "string", "How the revision is to be taken."));
        parameters.add(query("timeoutSeconds", "integer", "How long the request may take."));
        if (verb.equals("list")) {
          parameters.add(query("watch", "boolean", "Follow the changes from then on."));
          parameters.add(
              query("allowWatchBookmarks", "boolean", "Send bookmarks with the revision."));
          parameters.add(query("sendInitialEvents", "boolean", "Begin with the present objects."));
        }
      }
      case "create", "update", "patch" -> {
        parameters.add(query("dryRun", "string", "With 'All' nothing is stored."));
        parameters.add(query("fieldManager", "string", "Who makes the change."));
        parameters.add(
            query(
                "fieldValidation",
                "string",
                "What becomes of unknown fields: 'Ignore', 'Warn' or 'Strict'."));
        if (verb.equals("patch")) {
          parameters.add(query("force", "boolean", "Take fields over from other managers."));
        }
      }
      default -> {}
    }
    if (verb.equals("delete") || verb.equals("deletecollection")) {
      parameters.add(query("dryRun", "string", "With 'All' nothing is stored."));
      parameters.add(
          query("gracePeriodSeconds", "integer", "How long the object may take to end."));
      parameters.add(
          query("propagationPolicy", "string", "What becomes of the object's dependents."));
    }
    return parameters;
  }

  private Obj query(String name, String type, String description) {
    return parameter(name, "query", type, description);
  }

  private Obj parameter(String name, String in, String type, String description) {
    Obj parameter =
        Obj.EMPTY
            .with("name", JsonValue.of(name))
            .with("in", JsonValue.of(in))
            .with("description", JsonValue.of(description));
    if (in.equals("path")) {
      parameter = parameter.with("required", JsonValue.of(true));
    }
    parameter =
        dialect == Dialect.V2
            ? parameter.with("type", JsonValue.of(type))
            : parameter.with("schema", Obj.EMPTY.with("type", JsonValue.of(type)));
    return parameter.with("uniqueItems", JsonValue.of(true));
  }

  private static Obj content(List<String> types, Obj schema) {
    Map<String, JsonValue> content = new LinkedHashMap<>();
    for (String type : types) {
      content.put(type, Obj.EMPTY.with("schema", schema));
    }
    return new Obj(content);
  }

  private static String action(String verb) {
    return switch (verb) {
      case "create" -> "post";
      case "update" -> "put";
      default -> verb;
    };
  }

  private static String operationId(Names names, String verb, String subresource) {
    String action =
        switch (verb) {
          case "get" -> "read";
          case "update" -> "replace";
          case "deletecollection" -> "deleteCollection";
          default -> verb;
        };
    return action
        + camel(names.group().isEmpty() ? "core" : names.group().split("\\.")[0])
        + camel(names.version())
        + (names.namespaced() ? "Namespaced" : "")
        + names.kind()
        + camel(subresource);
  }

  private static String camel(String text) {
    return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static Array texts(List<String> values) {
    return new Array(values.stream().map(JsonValue::of).toList());
  }
}
