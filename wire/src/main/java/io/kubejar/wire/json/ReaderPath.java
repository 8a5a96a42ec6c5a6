package io.kubejar.wire.json;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.Codecs;
import io.kubejar.api.codec.RecordCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a reader is: the objects and arrays around it, and the names that each object had so far.
final class ReaderPath {
  private static final int LINEAR = 32;
  private static final IdentityHashMap<Codec<?>, String> SCALARS = new IdentityHashMap<>();

  static {
    SCALARS.put(Codecs.STRING, "string");
    SCALARS.put(Codecs.BOOL, "bool");
    SCALARS.put(Codecs.INT32, "int32");
    SCALARS.put(Codecs.INT64, "int64");
    SCALARS.put(Codecs.BYTES, "[]uint8");
    SCALARS.put(Codecs.QUANTITY, "resource.Quantity");
  }

  /// One object or array; used again for others at the same depth.
  private static final class Frame {
    @Nullable Codec<?> codec;
    @Nullable String name;

    /// The index within an array, or -1 in an object.
    int index;

    boolean started;
    int seenFrom;
    @Nullable Set<String> seen;
  }

  private final List<Frame> frames = new ArrayList<>();

  /// The names that the open objects had so far, one object's after the other's.
  private String[] seen = new String[32];

  private int seenCount;
  private int depth;

  int depth() {
    return depth;
  }

  void push(@Nullable Codec<?> codec, boolean array) {
    JsonScanner.enter(depth + 1);
    if (depth == frames.size()) {
      frames.add(new Frame());
    }
    Frame frame = frames.get(depth++);
    frame.codec = codec;
    frame.name = null;
    frame.index = array ? 0 : -1;
    frame.started = false;
    frame.seenFrom = seenCount;
    frame.seen = null;
  }

  void pop() {
    depth--;
    seenCount = frames.get(depth).seenFrom;
  }

  private Frame top() {
    return frames.get(depth - 1);
  }

  /// Whether this is the first call since the innermost object or array was entered.
  boolean start() {
    Frame frame = top();
    boolean first = !frame.started;
    frame.started = true;
    return first;
  }

  void name(String name) {
    top().name = name;
  }

  void nextIndex() {
    top().index++;
  }

  /// Whether the innermost object had the name already.
  boolean repeats(String name) {
    Frame frame = top();
    if (frame.seen != null) {
      return !frame.seen.add(name);
    }
    for (int i = frame.seenFrom; i < seenCount; i++) {
      if (name.equals(seen[i])) {
        return true;
      }
    }
    if (seenCount == seen.length) {
      seen = Arrays.copyOf(seen, seenCount * 2);
    }
    seen[seenCount++] = name;
    if (seenCount - frame.seenFrom > LINEAR) {
      frame.seen = new HashSet<>(Arrays.asList(seen).subList(frame.seenFrom, seenCount));
      seenCount = frame.seenFrom;
    }
    return false;
  }

  /// The path with all names and indexes, such as `spec.containers[0].name`.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      Frame frame = frames.get(i);
      if (frame.index >= 0) {
        out.append('[').append(Math.max(0, frame.index - 1)).append(']');
      } else if (frame.name != null) {
        out.append(out.isEmpty() ? "" : ".").append(frame.name);
      }
    }
    return out.toString();
  }

  /// The place as upstream's decoder names it: `Go struct field ObjectMeta.metadata.name`, or `Go
  /// value` outside of any record.
  String target() {
    String struct = "";
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      Frame frame = frames.get(i);
      String name = frame.name;
      if (frame.codec instanceof RecordCodec<?> codec && name != null) {
        struct = simpleName(codec);
        fields.append('.').append(name);
      }
    }
    return fields.isEmpty() ? "Go value" : "Go struct field " + struct + fields;
  }

  private static String simpleName(RecordCodec<?> codec) {
    String name = codec.schema().name();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// What upstream calls the type that a codec reads.
  static String typeName(@Nullable Codec<?> codec) {
    if (codec instanceof RecordCodec<?> known) {
      String name = known.schema().name();
      return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }
    return codec == null ? "interface {}" : SCALARS.getOrDefault(codec, "interface {}");
  }
}
