package io.kubejar.api.codec;

/// The six forms of a JSON value, with both booleans as one.
public enum JsonForm {
  OBJECT,
  ARRAY,
  STRING,
  NUMBER,
  BOOLEAN,
  NULL
}
