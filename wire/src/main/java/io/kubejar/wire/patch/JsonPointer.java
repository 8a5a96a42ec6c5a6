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
  int index(String token, int size, int largest) {
    int index;
    try {
      index = Integer.parseInt(token);
    } catch (NumberFormatException e) {
      throw missing();
    }
    int counted = index < 0 ? index + size : index;
    if (counted < 0 || counted > largest) {
      throw new PatchException(
          Fault.NOT_APPLICABLE, "Unable to access invalid index: " + index + ": invalid index");
    }
    return counted;
  }

  /// Says that there is no such place.
  PatchException missing() {
    return new PatchException(
        Fault.NOT_APPLICABLE,
        "operation does not apply: doc is missing path: \"" + text + "\": missing value");
  }
}
