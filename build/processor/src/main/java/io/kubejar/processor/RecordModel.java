package io.kubejar.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/// An API record as the writers see it.
///
/// @param packageName the package of the record and of what is generated for it
/// @param name the record's simple name
/// @param apiName the definition's name in OpenAPI
/// @param proto the protobuf message's name, or empty
/// @param group the API group of a kind
/// @param version the API version of a kind
/// @param kind the kind's name, or empty
/// @param atomic whether apply replaces it as a whole
/// @param doc the record's documentation without its tags
/// @param components the components in order
record RecordModel(
    String packageName,
    String name,
    String apiName,
    String proto,
    String group,
    String version,
    String kind,
    boolean atomic,
    String doc,
    List<ComponentModel> components) {

  static RecordModel read(TypeElement element, Elements elements) {
    Map<String, Object> type =
        values(
            Optional.ofNullable(annotation(element, "io.kubejar.api.schema.ApiType"))
                .orElseThrow());
    DocComment doc = DocComment.parse(elements.getDocComment(element));
    List<ComponentModel> components = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      components.add(component(component, doc));
    }
    return new RecordModel(
        elements.getPackageOf(element).getQualifiedName().toString(),
        element.getSimpleName().toString(),
        text(type, "value"),
        text(type, "proto"),
        text(type, "group"),
        text(type, "version"),
        text(type, "kind"),
        flag(type, "atomic"),
        doc.body(),
        List.copyOf(components));
  }

  private static ComponentModel component(RecordComponentElement component, DocComment doc) {
    AnnotationMirror field = annotation(component, "io.kubejar.api.schema.Field");
    Map<String, Object> facts = field == null ? Map.of() : values(field);
    String name = component.getSimpleName().toString();
    String json = text(facts, "json");
    boolean optional =
        component.asType().getAnnotationMirrors().stream()
            .anyMatch(a -> simpleName(a).equals("Nullable"));
    var values =
        new ComponentModel.Facts(
            number(facts, "tag"),
            texts(facts, "within"),
            flag(facts, "required"),
            flag(facts, "always"),
            text(facts, "format"),
            text(facts, "byDefault"),
            texts(facts, "oneOf"),
            facts.containsKey("list") ? text(facts, "list") : "UNSPECIFIED",
            texts(facts, "keys"),
            flag(facts, "atomic"),
            flag(facts, "granular"),
            texts(facts, "patch"),
            text(facts, "mergeKey"),
            flag(facts, "embedded"),
            text(facts, "gate"),
            flag(facts, "vanishing"));
    return new ComponentModel(
        name,
        json.isEmpty() ? name : json,
        ValueType.of(component.asType()),
        optional,
        FeaturedTypes.has(component.asType()),
        values,
        doc.parameter(name));
  }

  /// Whether the record is a kind of objects with metadata, which gets the richer codec.
  boolean isObject() {
    return !kind.isEmpty()
        && components.stream()
            .anyMatch(
                c ->
                    c.name().equals("metadata")
                        && c.type().record().equals("io.kubejar.api.meta.v1.ObjectMeta"));
  }

  /// Whether the record, or a part of it, has members of features.
  boolean isFeatured() {
    return components.stream().anyMatch(c -> c.featured() || !c.facts().gate().isEmpty());
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  static @Nullable AnnotationMirror annotation(Element element, String name) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      var type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(name)) {
        return mirror;
      }
    }
    return null;
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  static Map<String, Object> values(AnnotationMirror mirror) {
    Map<String, Object> values = new HashMap<>();
    mirror
        .getElementValues()
        .forEach((key, value) -> values.put(key.getSimpleName().toString(), value.getValue()));
    return values;
  }

  private static String text(Map<String, Object> values, String key) {
    return switch (values.get(key)) {
      case null -> "";
      case VariableElement constant -> constant.getSimpleName().toString();
      case Object value -> value.toString();
    };
  }

  private static boolean flag(Map<String, Object> values, String key) {
    return Boolean.TRUE.equals(values.get(key));
  }

  private static int number(Map<String, Object> values, String key) {
    return values.get(key) instanceof Integer number ? number : 0;
  }

  private static List<String> texts(Map<String, Object> values, String key) {
    if (!(values.get(key) instanceof List<?> list)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      texts.add(((AnnotationValue) item).getValue().toString());
    }
    return texts;
  }
}
