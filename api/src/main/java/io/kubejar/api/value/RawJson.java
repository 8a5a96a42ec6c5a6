package io.kubejar.api.value;

/// A JSON value kept as its compact text.
///
/// Space between tokens is dropped; members keep their order, numbers their spelling. Two values
/// are equal when these texts are.
public record RawJson(Bytes text) {
  public static final RawJson NULL = new RawJson(Bytes.utf8("null"));

  public RawJson {
    text = JsonText.compact(text);
  }

  public static RawJson of(String text) {
    return new RawJson(Bytes.utf8(text));
  }

  public boolean isNull() {
    return equals(NULL);
  }

  /// The compact text.
  @Override
  public String toString() {
    return text.toUtf8();
  }
}
