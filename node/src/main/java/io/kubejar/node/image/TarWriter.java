package io.kubejar.node.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a tar archive whose bytes depend only on names, modes, owners and contents: all times are
/// 0.
final class TarWriter implements AutoCloseable {

  private static final int BLOCK = 512;
  private static final long LARGEST_OCTAL_SIZE = 0_77777777777L;
  private static final long LARGEST_OCTAL_ID = 0_7777777L;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  void directory(String name, int mode, long uid, long gid) throws IOException {
    header(name + "/", '5', mode, uid, gid, 0, "");
  }

  void symbolicLink(String name, String target, long uid, long gid) throws IOException {
    header(name, '2', 0777, uid, gid, 0, target);
  }

  void file(String name, int mode, long uid, long gid, long size, InputStream content)
      throws IOException {
    header(name, '0', mode, uid, gid, size, "");
    long written = content.transferTo(out);
    if (written != size) {
      throw new ImageException(name + " changed while it was read");
    }
    pad(size);
  }

  private void header(
      String name, char type, int mode, long uid, long gid, long size, String target)
      throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] targetBytes = target.getBytes(StandardCharsets.UTF_8);
    var extended = new ByteArrayOutputStream();
    if (nameBytes.length > 100) {
      record(extended, "path", nameBytes);
    }
    if (targetBytes.length > 100) {
      record(extended, "linkpath", targetBytes);
    }
    if (size > LARGEST_OCTAL_SIZE) {
      record(extended, "size", Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    }
    if (extended.size() > 0) {
      byte[] pax = "PaxHeader".getBytes(StandardCharsets.US_ASCII);
      block(pax, 'x', 0644, 0, 0, extended.size(), new byte[0]);
      out.write(extended.toByteArray());
      pad(extended.size());
    }
    block(nameBytes, type, mode, uid, gid, Math.min(size, LARGEST_OCTAL_SIZE), targetBytes);
  }

  private void block(byte[] name, char type, int mode, long uid, long gid, long size, byte[] target)
      throws IOException {
    if (uid > LARGEST_OCTAL_ID || gid > LARGEST_OCTAL_ID) {
      throw new ImageException("an owner's number is too large: " + Math.max(uid, gid));
    }
    byte[] block = new byte[BLOCK];
    System.arraycopy(name, 0, block, 0, Math.min(100, name.length));
    octal(block, 100, 8, mode);
    octal(block, 108, 8, uid);
    octal(block, 116, 8, gid);
    octal(block, 124, 12, size);
    octal(block, 136, 12, 0);
    block[156] = (byte) type;
    System.arraycopy(target, 0, block, 157, Math.min(100, target.length));
    put(block, 257, "ustar\0" + "00");
    Arrays.fill(block, 148, 156, (byte) ' ');
    long sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    out.write(block);
  }

  private static void record(ByteArrayOutputStream out, String key, byte[] value)
      throws IOException {
    int body = key.length() + value.length + 3;
    int length = body + Integer.toString(body).length();
    if (Integer.toString(length).length() > Integer.toString(body).length()) {
      length++;
    }
    out.write((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
    out.write(value);
    out.write('\n');
  }

  private static void octal(byte[] block, int offset, int length, long value) {
    String digits = Long.toOctalString(value);
    int zeros = length - 1 - digits.length();
    Arrays.fill(block, offset, offset + zeros, (byte) '0');
    put(block, offset + zeros, digits);
    block[offset + length - 1] = 0;
  }

  private static void put(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
