package io.kubejar.wire.patch;

import io.kubejar.wire.patch.PatchException.Fault;
import java.util.ArrayList;
import java.util.List;

/// A place in a document (RFC 6901).
///
/// As upstream does, whatever stands before the first slash is ignored, and a negative index counts
/// from the end.
final class JsonPointer {
  private final String text;
  private final List<String> tokens;

  JsonPointer(String text) {
    this.text = text;
    String[] parts = text.split("/", -1);
    List<String> decoded = new ArrayList<>(parts.length);
    for (int i = 1; i < parts.length; i++) {
      decoded.add(parts[i].replace("~1", "/").replace("~0", "~"));
    }
    this.tokens = decoded;
  }

  List<String> tokens() {
    return tokens;
  }

  /// The index that a token means in a list of a size, at most the largest.
  ///
  /// @param wrong how the message begins when there is no such index
  int index(String token, int size, int largest, String wrong) {
    int index;
    try {
      index = Integer.parseInt(token);
    } catch (NumberFormatException e) {
      throw inapplicable(wrong + ": strconv.Atoi: parsing \"" + token + "\": invalid syntax");
    }
    int counted = index < 0 ? index + size : index;
    if (counted < 0 || counted > largest) {
      throw inapplicable(
          "%s: Unable to access invalid index: %d: invalid index referenced"
              .formatted(wrong, index));
    }
    return counted;
  }

  /// The index that a token on the way means in a list of a size; -1 when there is none.
  static int known(String token, int size) {
    try {
      int index = Integer.parseInt(token);
      int counted = index < 0 ? index + size : index;
      return counted < size ? Math.max(counted, -1) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  static PatchException inapplicable(String message) {
    return new PatchException(Fault.NOT_APPLICABLE, message);
  }

  @Override
  public String toString() {
    return text;
  }
}
