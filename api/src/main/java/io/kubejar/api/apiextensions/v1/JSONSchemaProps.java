package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.RawJson;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A schema of a JSON value in the OpenAPI 3 dialect, with the `x-kubernetes-` extensions.
///
/// @param id JSON Schema identifier; present for completeness but forbidden in custom resource
///   schemas.
/// @param schema URI of the JSON Schema dialect; has no effect on validation here.
/// @param ref Reference to another schema; forbidden in custom resource schemas.
/// @param description Text for people about the value; shown by tools that explain fields.
/// @param type Required JSON type: `object`, `array`, `string`, `integer`, `number` or `boolean`.
/// @param format Named format for the value, such as `date-time`, `int64` or `uuid`; unknown ones
///   are ignored.
/// @param title Short heading for the value; has no effect on validation.
/// @param defaultValue JSON value filled in where the field is missing; requires a structural
///   schema.
/// @param maximum Largest number allowed; the limit itself is excluded if `exclusiveMaximum` is
///   true.
/// @param exclusiveMaximum True requires numbers strictly below `maximum`; default false.
/// @param minimum Smallest number allowed; the limit itself is excluded if `exclusiveMinimum` is
///   true.
/// @param exclusiveMinimum True requires numbers strictly above `minimum`; default false.
/// @param maxLength Most characters that a string may have; zero or more.
/// @param minLength Fewest characters that a string must have; zero or more.
/// @param pattern Regular expression (RE2) that must match somewhere in the string; anchor it when
///   needed.
/// @param maxItems Most elements that an array may have; zero or more.
/// @param minItems Fewest elements that an array must have; zero or more.
/// @param uniqueItems Array elements must all differ; true is forbidden here, use a `set` list
///   type.
/// @param multipleOf The number must be an integral multiple of this, which is above zero.
/// @param enumValues Closed list of permitted JSON values; each must fit the schema itself.
/// @param maxProperties Most entries that an object may have; zero or more.
/// @param minProperties Fewest entries that an object must have; zero or more.
/// @param required Names of the properties that must be present in the object.
/// @param items Schema that every array element must satisfy; a list of schemas is not permitted.
/// @param allOf Subschemas all of which the value must satisfy; value constraints only, no types.
/// @param oneOf Subschemas exactly one of which the value must satisfy; value constraints only.
/// @param anyOf Subschemas at least one of which the value must satisfy; value constraints only.
/// @param not Subschema that the value must fail to satisfy; value constraints only.
/// @param properties Schemas of the object's fields by name; excludes `additionalProperties`.
/// @param additionalProperties Schema for arbitrary map keys, or a boolean; excludes `properties`,
///   and false is not permitted.
/// @param patternProperties Schemas for fields by name pattern; forbidden in custom resource
///   schemas.
/// @param dependencies Properties or schemas demanded by the presence of others; forbidden in
///   custom resource schemas.
/// @param additionalItems Schema for array elements beyond a tuple; forbidden in custom resource
///   schemas.
/// @param definitions Reusable subschemas by name; forbidden in custom resource schemas.
/// @param externalDocs Link to further documentation about the value; has no effect on validation.
/// @param example Sample JSON value for documentation; has no effect on validation.
/// @param nullable True also permits an explicit `null`, which defaulting then leaves alone;
///   default false.
/// @param xKubernetesPreserveUnknownFields True keeps undeclared fields at this level rather than
///   pruning them; false is not allowed.
/// @param xKubernetesEmbeddedResource True declares a complete Kubernetes object here, with
///   validated apiVersion, kind and metadata; only type `object`.
/// @param xKubernetesIntOrString True permits either an integer or a string, in place of `type`.
/// @param xKubernetesListMapKeys Element fields that together identify an entry; only for list type
///   `map`.
/// @param xKubernetesListType How arrays merge: `atomic` (default) as a whole, `set` by value,
///   `map` by key fields.
/// @param xKubernetesMapType How objects merge on apply: `granular` (default) field by field,
///   `atomic` as a whole.
/// @param xKubernetesValidations CEL rules that the value must fulfil, each identified by its
///   expression.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps")
public record JSONSchemaProps(
    @Field(tag = 1) String id,
    @Field(tag = 2, json = "$schema", proto = "schema") String schema,
    @Field(tag = 3, json = "$ref", proto = "ref") @Nullable String ref,
    @Field(tag = 4) String description,
    @Field(tag = 5) String type,
    @Field(tag = 6) String format,
    @Field(tag = 7) String title,
    @Field(tag = 8, json = "default") @Nullable RawJson defaultValue,
    @Field(tag = 9, format = "double") @Nullable Double maximum,
    @Field(tag = 10) boolean exclusiveMaximum,
    @Field(tag = 11, format = "double") @Nullable Double minimum,
    @Field(tag = 12) boolean exclusiveMinimum,
    @Field(tag = 13, format = "int64") @Nullable Long maxLength,
    @Field(tag = 14, format = "int64") @Nullable Long minLength,
    @Field(tag = 15) String pattern,
    @Field(tag = 16, format = "int64") @Nullable Long maxItems,
    @Field(tag = 17, format = "int64") @Nullable Long minItems,
    @Field(tag = 18) boolean uniqueItems,
    @Field(tag = 19, format = "double") @Nullable Double multipleOf,
    @Field(tag = 20, json = "enum", list = ListType.ATOMIC) List<RawJson> enumValues,
    @Field(tag = 21, format = "int64") @Nullable Long maxProperties,
    @Field(tag = 22, format = "int64") @Nullable Long minProperties,
    @Field(tag = 23, list = ListType.ATOMIC) List<String> required,
    @Field(tag = 24) @Nullable JSONSchemaPropsOrArray items,
    @Field(tag = 25, list = ListType.ATOMIC) List<JSONSchemaProps> allOf,
    @Field(tag = 26, list = ListType.ATOMIC) List<JSONSchemaProps> oneOf,
    @Field(tag = 27, list = ListType.ATOMIC) List<JSONSchemaProps> anyOf,
    @Field(tag = 28) @Nullable JSONSchemaProps not,
    @Field(tag = 29) Map<String, JSONSchemaProps> properties,
    @Field(tag = 30) @Nullable JSONSchemaPropsOrBool additionalProperties,
    @Field(tag = 31) Map<String, JSONSchemaProps> patternProperties,
    @Field(tag = 32) Map<String, JSONSchemaPropsOrStringArray> dependencies,
    @Field(tag = 33) @Nullable JSONSchemaPropsOrBool additionalItems,
    @Field(tag = 34) Map<String, JSONSchemaProps> definitions,
    @Field(tag = 35) @Nullable ExternalDocumentation externalDocs,
    @Field(tag = 36) @Nullable RawJson example,
    @Field(tag = 37) boolean nullable,
    @Field(
            tag = 38,
            json = "x-kubernetes-preserve-unknown-fields",
            proto = "xKubernetesPreserveUnknownFields")
        @Nullable Boolean xKubernetesPreserveUnknownFields,
    @Field(tag = 39, json = "x-kubernetes-embedded-resource", proto = "xKubernetesEmbeddedResource")
        boolean xKubernetesEmbeddedResource,
    @Field(tag = 40, json = "x-kubernetes-int-or-string", proto = "xKubernetesIntOrString")
        boolean xKubernetesIntOrString,
    @Field(
            tag = 41,
            json = "x-kubernetes-list-map-keys",
            proto = "xKubernetesListMapKeys",
            list = ListType.ATOMIC)
        List<String> xKubernetesListMapKeys,
    @Field(tag = 42, json = "x-kubernetes-list-type", proto = "xKubernetesListType")
        @Nullable String xKubernetesListType,
    @Field(tag = 43, json = "x-kubernetes-map-type", proto = "xKubernetesMapType")
        @Nullable String xKubernetesMapType,
    @Field(
            tag = 44,
            json = "x-kubernetes-validations",
            proto = "xKubernetesValidations",
            list = ListType.MAP,
            keys = "rule",
            patch = "merge",
            mergeKey = "rule")
        List<ValidationRule> xKubernetesValidations)
    implements JSONSchemaPropsBuilder.With {
  public JSONSchemaProps {
    enumValues = List.copyOf(enumValues);
    required = List.copyOf(required);
    allOf = List.copyOf(allOf);
    oneOf = List.copyOf(oneOf);
    anyOf = List.copyOf(anyOf);
    xKubernetesListMapKeys = List.copyOf(xKubernetesListMapKeys);
    xKubernetesValidations = List.copyOf(xKubernetesValidations);
    properties = SortedStringMap.copyOf(properties);
    patternProperties = SortedStringMap.copyOf(patternProperties);
    dependencies = SortedStringMap.copyOf(dependencies);
    definitions = SortedStringMap.copyOf(definitions);
  }

  /// An empty draft.
  public static JSONSchemaPropsBuilder builder() {
    return new JSONSchemaPropsBuilder();
  }
}
