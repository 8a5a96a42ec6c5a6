package io.kubejar.controllers.runtime;

import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.PodTemplateSpecCodec;
import io.kubejar.api.value.Bytes;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import org.jspecify.annotations.Nullable;

/// Short hashes of pod templates and revisions: 32 bits of FNV-1a, in letters and digits that make
/// no words.
public final class TemplateHash {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private TemplateHash() {}

  /// The hash of a template; the collision count tells apart templates of the same hash.
  public static String of(PodTemplateSpec template, @Nullable Integer collisionCount) {
    JsonValue tree = JsonValue.parse(JsonEncoder.encode(PodTemplateSpecCodec.INSTANCE, template));
    String text =
        TemplateText.of(
            PodTemplateSpecCodec.INSTANCE.schema(),
            tree instanceof Obj object ? object : Obj.EMPTY);
    int hash = add(OFFSET, Bytes.utf8(text).toArray());
    if (collisionCount != null) {
      hash = add(hash, littleEndian(collisionCount));
    }
    return letters(Integer.toUnsignedString(hash));
  }

  /// The hash of a revision's data.
  public static String of(Bytes data, @Nullable Integer collisionCount) {
    int hash = add(OFFSET, data.toArray());
    if (collisionCount != null) {
      hash = add(hash, Bytes.utf8(collisionCount.toString()).toArray());
    }
    return letters(Integer.toUnsignedString(hash));
  }

  /// The hash of a text.
  public static String of(String text) {
    return letters(Integer.toUnsignedString(add(OFFSET, Bytes.utf8(text).toArray())));
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24), 0, 0, 0, 0
    };
  }

  private static int add(int hash, byte[] bytes) {
    int result = hash;
    for (byte each : bytes) {
      result = (result ^ (each & 0xff)) * PRIME;
    }
    return result;
  }

  private static String letters(String digits) {
    StringBuilder out = new StringBuilder(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      out.append(ALPHABET.charAt(digits.charAt(i) % ALPHABET.length()));
    }
    return out.toString();
  }
}
