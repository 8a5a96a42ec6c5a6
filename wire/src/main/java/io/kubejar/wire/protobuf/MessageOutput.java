package io.kubejar.wire.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The bytes of a message while its fields are written.
public final class MessageOutput {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public void plain(byte[] bytes) {
    out.writeBytes(bytes);
  }

  public void number(int tag, long value) {
    head(tag, VARINT);
    varint(value);
  }

  public void real(int tag, double value) {
    head(tag, FIXED64);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      out.write((int) (bits >>> shift));
    }
  }

  public void text(int tag, String value) {
    bytes(tag, value.getBytes(StandardCharsets.UTF_8));
  }

  public void bytes(int tag, byte[] value) {
    head(tag, BYTES);
    varint(value.length);
    out.writeBytes(value);
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }

  private void head(int tag, int wire) {
    varint((long) tag << 3 | wire);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
