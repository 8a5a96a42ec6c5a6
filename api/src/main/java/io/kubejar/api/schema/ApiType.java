package io.kubejar.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a record as a type of the API and tells what its name there is.
///
/// For each such record the build generates a codec, a builder and a schema table.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface ApiType {
  /// The definition's name in OpenAPI documents, such as `io.k8s.api.core.v1.Pod`.
  String value();

  /// The full name of the protobuf message; empty when it has no protobuf form.
  String proto() default "";

  /// The API group of a kind; empty for the core group.
  String group() default "";

  /// The API version of a kind.
  String version() default "";

  /// The kind's name; empty for a type that is only a part of kinds.
  String kind() default "";

  /// Whether a value is always owned and replaced as a whole by server-side apply.
  boolean atomic() default false;
}
