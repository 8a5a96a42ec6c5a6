package io.kubejar.api.kind;

import java.util.function.Function;

/// A field that field selectors may name.
///
/// @param path the field's path, such as `spec.nodeName`
/// @param value the field's value as text, empty when absent
public record SelectableField<T>(String path, Function<T, String> value) {}
