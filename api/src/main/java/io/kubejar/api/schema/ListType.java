package io.kubejar.api.schema;

/// How the items of a list relate when several clients own parts of it (KEP-555).
public enum ListType {
  /// Not said; treated as [#ATOMIC].
  UNSPECIFIED,
  /// The list has one owner and is replaced as a whole.
  ATOMIC,
  /// Items are scalars, each its own identity.
  SET,
  /// Items are objects identified by their key members.
  MAP
}
