package io.kubejar.node.image;

/// The header of one entry of a tar archive.
///
/// @param name its path, as the archive has it
/// @param kind what it is
/// @param mode the permission bits
/// @param uid the owner
/// @param gid the owner's group
/// @param size the length of the content that follows
/// @param target what a link points to, empty for others
record TarEntry(String name, Kind kind, int mode, long uid, long gid, long size, String target) {

  enum Kind {
    FILE,
    HARD_LINK,
    SYMBOLIC_LINK,
    DIRECTORY,
    OTHER
  }
}
