package io.kubejar.wire.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over the fields of one message without copying the messages within it.
final class MessageCursor {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int FIXED32 = 5;
  private static final int MAX_GROUPS = 100;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int tag;
  private int wire;

  MessageCursor(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /// Goes to the next field, whose value has to be read or skipped then.
  boolean next() {
    if (at >= end) {
      return false;
    }
    long head = varint();
    tag = (int) (head >>> 3);
    wire = (int) (head & 7);
    if (wire == END_GROUP) {
      throw new ProtobufException("proto: wiretype end group for non-group");
    }
    if (tag <= 0) {
      throw new ProtobufException("proto: illegal tag %d (wire type %d)".formatted(tag, head));
    }
    return true;
  }

  int tag() {
    return tag;
  }

  long number(String field) {
    expect(VARINT, field);
    return varint();
  }

  double real(String field) {
    expect(FIXED64, field);
    require(8);
    long bits = 0;
    for (int i = 7; i >= 0; i--) {
      bits = bits << 8 | bytes[at + i] & 0xff;
    }
    at += 8;
    return Double.longBitsToDouble(bits);
  }

  byte[] bytes(String field) {
    expect(BYTES, field);
    int length = length();
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  String text(String field) {
    expect(BYTES, field);
    int length = length();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  MessageCursor message(String field) {
    expect(BYTES, field);
    int length = length();
    var inner = new MessageCursor(bytes, at, at + length);
    at += length;
    return inner;
  }

  boolean isEmpty() {
    return at >= end;
  }

  void skip() {
    int groups = 0;
    do {
      switch (wire) {
        case VARINT -> varint();
        case FIXED64 -> {
          require(8);
          at += 8;
        }
        case BYTES -> {
          int length = length();
          at += length;
        }
        case FIXED32 -> {
          require(4);
          at += 4;
        }
        case START_GROUP -> groups++;
        case END_GROUP -> groups--;
        default -> throw new ProtobufException("proto: illegal wireType " + wire);
      }
      if (groups > MAX_GROUPS) {
        throw new ProtobufException("proto: groups nested too deeply");
      }
      if (groups > 0) {
        wire = (int) (varint() & 7);
      }
    } while (groups > 0);
  }

  private void expect(int wanted, String field) {
    if (wire != wanted) {
      throw new ProtobufException("proto: wrong wireType = %d for field %s".formatted(wire, field));
    }
  }

  private int length() {
    long length = varint();
    if (length < 0) {
      throw new ProtobufException("proto: negative length found during unmarshaling");
    }
    if (length > end - at) {
      throw truncated();
    }
    return (int) length;
  }

  private void require(int count) {
    if (count > end - at) {
      throw truncated();
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new ProtobufException("proto: integer overflow");
  }

  private static ProtobufException truncated() {
    return new ProtobufException("unexpected EOF");
  }
}
