package io.kubejar.proofs.disk;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// A moment of a disk: what is there and what of it is safe. Shares its pages with the disk.
///
/// @param root the number of the root
/// @param files the files with a name, now or safely
/// @param directories the directories alike, with the entries that are safe
/// @param pending the changes of names that are not, in the order in which they came
record Image(
    long root, Map<Long, File> files, Map<Long, Directory> directories, List<Naming> pending) {

  /// A file.
  ///
  /// @param dirty the pages of which a power failure may leave anything
  record File(byte[][] pages, long size, byte[][] safe, long safeSize, BitSet dirty, int mode) {

    File(byte[][] pages, long size, byte[][] safe, long safeSize, BitSet dirty) {
      this(pages, size, safe, safeSize, dirty, 0600);
    }
  }

  /// A directory with what it safely has.
  record Directory(int mode, Map<String, Long> safe) {}
}
