package io.kubejar.proofs.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/// The bytes of a file: as they are, and as they are safe.
///
/// Pages never change, a write makes new ones, so that an [Image] shares them. A page that was
/// written since the last sync is dirty. A sync that failed leaves pages that are neither dirty nor
/// safe, as the kernel does: they are lost with the power, and a later sync does not know of them.
final class Content {

  static final int PAGE = 4096;
  private static final byte[] ZEROES = new byte[PAGE];

  private byte[][] pages = new byte[0][];
  private byte[][] safe = new byte[0][];
  private final BitSet dirty = new BitSet();
  private long size;
  private long safeSize;

  /// What a file holds after a power failure: all of it is safe.
  static Content of(byte[][] pages, long size) {
    var content = new Content();
    content.pages = pages.clone();
    content.safe = pages.clone();
    content.size = size;
    content.safeSize = size;
    return content;
  }

  long size() {
    return size;
  }

  int pageCount() {
    return pages.length;
  }

  void read(long offset, ByteBuffer into) {
    long at = offset;
    while (into.hasRemaining() && at < size) {
      int within = (int) (at % PAGE);
      int length = (int) Math.min(Math.min(PAGE - within, into.remaining()), size - at);
      into.put(page(pages, (int) (at / PAGE)), within, length);
      at += length;
    }
  }

  void write(long offset, ByteBuffer from) {
    long at = offset;
    while (from.hasRemaining()) {
      int number = (int) (at / PAGE);
      int within = (int) (at % PAGE);
      int length = Math.min(PAGE - within, from.remaining());
      var fresh = page(pages, number).clone();
      from.get(fresh, within, length);
      put(number, fresh);
      at += length;
    }
    size = Math.max(size, at);
  }

  void resize(long newSize) {
    if (newSize < size) {
      int number = (int) (newSize / PAGE);
      int within = (int) (newSize % PAGE);
      if (within != 0 && number < pages.length) {
        var fresh = page(pages, number).clone();
        Arrays.fill(fresh, within, PAGE, (byte) 0);
        put(number, fresh);
        number++;
      }
      if (number < pages.length) {
        pages = Arrays.copyOf(pages, number);
        dirty.clear(number, Math.max(number, dirty.length()));
      }
    }
    size = newSize;
  }

  private void put(int number, byte[] page) {
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, Math.min(pages.length * 2, number + 256)));
    }
    pages[number] = page;
    dirty.set(number);
  }

  /// Makes everything safe that is dirty.
  void sync() {
    if (safe.length != pages.length) {
      safe = Arrays.copyOf(safe, pages.length);
    }
    for (int i = dirty.nextSetBit(0); i >= 0; i = dirty.nextSetBit(i + 1)) {
      safe[i] = pages[i];
    }
    dirty.clear();
    safeSize = size;
  }

  /// Forgets that anything is dirty, as a sync that fails does.
  void failSync() {
    dirty.clear();
  }

  static byte[] page(byte[][] pages, int number) {
    var page = number < pages.length ? pages[number] : null;
    return page == null ? ZEROES : page;
  }

  Image.File image() {
    return new Image.File(pages.clone(), size, safe.clone(), safeSize, (BitSet) dirty.clone());
  }
}
