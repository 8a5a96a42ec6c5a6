package io.kubejar.proofs.disk;

import java.util.TreeMap;

/// A file or a directory under its number.
abstract sealed class Node {

  private final long number;
  private int mode;
  private long lookups;
  private int names;

  private Node(long number, int mode) {
    this.number = number;
    this.mode = mode;
  }

  long number() {
    return number;
  }

  int mode() {
    return mode;
  }

  void chmod(int permissions) {
    mode = mode & ~0xfff | permissions & 0xfff;
  }

  /// The kernel holds the number once more.
  void lookedUp() {
    lookups++;
  }

  /// The kernel lets go.
  void forgotten(long count) {
    lookups -= count;
  }

  void named(int change) {
    names += change;
  }

  boolean gone() {
    return lookups <= 0 && names <= 0;
  }

  static final class File extends Node {
    static final int TYPE = 0x8000;
    private final Content content;

    File(long number, int mode, Content content) {
      super(number, TYPE | mode & 0xfff);
      this.content = content;
    }

    Content content() {
      return content;
    }
  }

  static final class Directory extends Node {
    static final int TYPE = 0x4000;
    private final TreeMap<String, Node> entries = new TreeMap<>();
    private final TreeMap<String, Node> safe = new TreeMap<>();

    Directory(long number, int mode) {
      super(number, TYPE | mode & 0xfff);
    }

    /// What is in it.
    TreeMap<String, Node> entries() {
      return entries;
    }

    /// What is in it after a power failure, at least.
    TreeMap<String, Node> safe() {
      return safe;
    }
  }
}
