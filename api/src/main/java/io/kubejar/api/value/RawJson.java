package io.kubejar.api.value;

/// A JSON value kept as its compact text.
///
/// Space between tokens is dropped; members keep their order, numbers their spelling. Two values
/// are equal when these texts are and both or none had to be made compact, since upstream compares
/// the bytes that were sent.
///
/// @param text the compact text
/// @param rewritten whether it was sent in another spelling
public record RawJson(Bytes text, boolean rewritten) {
  public static final RawJson NULL = new RawJson(Bytes.utf8("null"));

  public RawJson {
    Bytes compact = JsonText.compact(text);
    rewritten = rewritten || !compact.equals(text);
    text = compact;
  }

  public RawJson(Bytes text) {
    this(text, false);
  }

  public static RawJson of(String text) {
    return new RawJson(Bytes.utf8(text));
  }

  public boolean isNull() {
    return text.equals(NULL.text);
  }

  /// The compact text.
  @Override
  public String toString() {
    return text.toUtf8();
  }
}
