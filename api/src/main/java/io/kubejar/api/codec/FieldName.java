package io.kubejar.api.codec;

import java.nio.charset.StandardCharsets;

/// A member name with its JSON form encoded once.
public final class FieldName {
  private final String name;
  private final byte[] quoted;

  /// A name made of characters that JSON writes without an escape.
  public FieldName(String name) {
    this.name = name;
    this.quoted = ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /// The name itself.
  public String name() {
    return name;
  }

  /// `"name":` in UTF-8; shared, not to be changed.
  public byte[] quoted() {
    return quoted;
  }

  @Override
  public String toString() {
    return name;
  }
}
