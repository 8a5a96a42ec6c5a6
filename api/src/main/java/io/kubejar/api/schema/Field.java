package io.kubejar.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the API says of a record's component beyond its Java type.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Field {
  /// The protobuf tag; 0 when the field has no protobuf form.
  int tag() default 0;

  /// The tags of the protobuf messages, outermost first, that hold the field where JSON shows it
  /// inline.
  int[] within() default {};

  /// The member's name in JSON where it is not the component's.
  String json() default "";

  /// The field's name in protobuf where it is not the one in JSON.
  String proto() default "";

  /// Whether a client has to give a value.
  boolean required() default false;

  /// Whether the member is written even if it is empty; absent lists and maps are then `null`.
  boolean always() default false;

  /// Whether OpenAPI says that the value may be `null`.
  boolean nullable() default false;

  /// The format of a number or string in OpenAPI.
  String format() default "";

  /// The default as JSON text.
  String byDefault() default "";

  /// The closed set of values.
  String[] oneOf() default {};

  /// The values that have a meaning where the set is open.
  String[] known() default {};

  /// How server-side apply merges a list.
  ListType list() default ListType.UNSPECIFIED;

  /// The members that identify an item of a list of type `map`.
  String[] keys() default {};

  /// Whether a map or struct is owned and replaced as a whole.
  boolean atomic() default false;

  /// Whether a struct of a type that is owned as a whole elsewhere is owned by member here.
  boolean granular() default false;

  /// The strategies of strategic merge patch: `merge`, `replace`, `retainKeys`.
  String[] patch() default {};

  /// The member that identifies an item in strategic merge patch.
  String mergeKey() default "";

  /// The feature gate of the member; of several, joined by commas, all have to be on. Without it
  /// the member is taken for absent, unless the object has it already.
  String gate() default "";

  /// Whether the value is taken for absent when nothing is left of it without features.
  boolean vanishing() default false;

  /// Whether the value is a whole object, written with its own `kind` and `apiVersion`.
  boolean embedded() default false;
}
