package io.kubejar.api.schema;

import java.util.List;

/// One member of an object, as patches, apply and OpenAPI need to know it.
///
/// @param name the member's name in JSON
/// @param description its documentation; empty when there is none
/// @param type the value's form
/// @param optional whether absence is told from the zero value
/// @param required whether a client has to give it
/// @param always whether it is written even if empty
/// @param format the format in OpenAPI, or empty
/// @param defaultJson the default as JSON text, or empty
/// @param oneOf the closed set of values, or empty
/// @param list how apply merges a list
/// @param keys the members that identify an item of a `map` list
/// @param atomic whether apply replaces a map or object as a whole
/// @param granular whether apply merges an object by member although its type is atomic
/// @param patch the strategies of strategic merge patch
/// @param mergeKey the identifying member of strategic merge patch, or empty
/// @param tag the protobuf tag, or 0
/// @param within the tags of the inline messages that hold it
public record FieldSchema(
    String name,
    String description,
    FieldType type,
    boolean optional,
    boolean required,
    boolean always,
    String format,
    String defaultJson,
    List<String> oneOf,
    ListType list,
    List<String> keys,
    boolean atomic,
    boolean granular,
    List<String> patch,
    String mergeKey,
    int tag,
    List<Integer> within) {}
