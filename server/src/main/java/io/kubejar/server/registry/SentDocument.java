package io.kubejar.server.registry;

import io.kubejar.wire.apply.ExplicitEmptiness;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a writer sent, kept for what records do not: lists and maps that are there and empty.
///
/// They make their sender the owner of the field where its type always writes it (`rules: []`), and
/// count as a change of the kinds that compare exactly. A document is looked into only when
/// somebody asks, and text without an empty list or object in it never.
public final class SentDocument {
  private byte @Nullable [] text;
  private @Nullable JsonValue tree;

  /// The document is this JSON text.
  public void is(byte[] json) {
    text = hasEmptyBrackets(json) ? json : null;
    tree = null;
  }

  /// The document is this tree.
  public void is(JsonValue document) {
    text = null;
    tree = document;
  }

  /// Whether the document may say more than the record made from it.
  boolean maySayMore() {
    return text != null || tree != null;
  }

  private @Nullable JsonValue tree() {
    byte[] json = text;
    if (json != null) {
      is(JsonValue.parse(json));
    }
    return tree;
  }

  /// The tree of the record with the empty lists and maps that were sent, in place of nothing.
  JsonValue completed(JsonValue record) {
    if (!maySayMore() || !ExplicitEmptiness.hasGaps(record)) {
      return record;
    }
    JsonValue sent = tree();
    return sent == null ? record : ExplicitEmptiness.fill(record, sent);
  }

  /// Whether an empty list or map was sent somewhere below one of these members.
  boolean hasEmptyBelow(Shape shape, List<String> members) {
    JsonValue sent = maySayMore() && !members.isEmpty() ? tree() : null;
    return sent != null && ExplicitEmptiness.below(shape, sent, members);
  }

  private static boolean hasEmptyBrackets(byte[] json) {
    int opened = 0;
    for (byte each : json) {
      if (opened != 0 && each == opened + 2) {
        return true;
      }
      if (each == '[' || each == '{') {
        opened = each;
      } else if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        opened = 0;
      }
    }
    return false;
  }
}
