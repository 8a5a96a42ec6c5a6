package io.kubejar.server.extension.schema;

import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsOrArray;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsOrBool;
import io.kubejar.api.apiextensions.v1.ValidationRule;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One node of a structural schema, made ready for use.
///
/// @param type `object`, `array`, `string`, `integer`, `number`, `boolean`, or empty
/// @param byDefault the default, or null
/// @param properties the declared members of an object
/// @param additional the values of members that are not declared, or null
/// @param allowsAdditional whether any such members are allowed
/// @param items the items of an array, or null
/// @param lists how a list's items are told apart
/// @param rules what values have to be like
/// @param hasDefaults whether there is a default anywhere within
public record Schema(
    String type,
    boolean nullable,
    boolean intOrString,
    boolean preservesUnknown,
    boolean embedded,
    @Nullable JsonValue byDefault,
    Map<String, Schema> properties,
    @Nullable Schema additional,
    boolean allowsAdditional,
    @Nullable Schema items,
    Lists lists,
    ValueRules rules,
    boolean hasDefaults) {

  /// How a list's items are told apart, and whether a map is one whole.
  ///
  /// @param type `atomic`, `set`, `map`, or empty
  /// @param keys the members that identify an item of a `map`
  /// @param mapType `atomic`, `granular`, or empty
  public record Lists(String type, List<String> keys, String mapType) {}

  /// Makes a schema ready.
  public static Schema of(JSONSchemaProps props) {
    Map<String, Schema> properties = LinkedHashMap.newLinkedHashMap(props.properties().size());
    props.properties().forEach((name, member) -> properties.put(name, of(member)));
    JSONSchemaPropsOrBool more = props.additionalProperties();
    Schema additional = more == null || more.schema() == null ? null : of(more.schema());
    JSONSchemaPropsOrArray each = props.items();
    Schema items = each == null || each.schema() == null ? null : of(each.schema());
    JsonValue byDefault = props.defaultValue() == null ? null : JsonValue.of(props.defaultValue());
    boolean hasDefaults =
        byDefault != null
            || additional != null && additional.hasDefaults()
            || items != null && items.hasDefaults()
            || properties.values().stream().anyMatch(Schema::hasDefaults);
    String listType = props.xKubernetesListType();
    String mapType = props.xKubernetesMapType();
    return new Schema(
        props.type(),
        props.nullable(),
        props.xKubernetesIntOrString(),
        Boolean.TRUE.equals(props.xKubernetesPreserveUnknownFields()),
        props.xKubernetesEmbeddedResource(),
        byDefault,
        Map.copyOf(properties).isEmpty() ? Map.of() : properties,
        additional,
        more != null && more.allows(),
        items,
        new Lists(
            listType == null ? "" : listType,
            props.xKubernetesListMapKeys(),
            mapType == null ? "" : mapType),
        ValueRules.of(props),
        hasDefaults);
  }

  /// The CEL rules of this node.
  public List<ValidationRule> validations() {
    return rules.validations();
  }

  /// The schema of a member's value; null when there is none.
  public @Nullable Schema member(String name) {
    Schema declared = properties.get(name);
    return declared == null ? additional : declared;
  }

  /// Whether a `null` is as good as nothing here.
  boolean dropsNull() {
    return !nullable && byDefault == null;
  }
}
