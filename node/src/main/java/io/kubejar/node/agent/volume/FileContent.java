package io.kubejar.node.agent.volume;

import io.kubejar.api.value.Bytes;

/// A file of a volume made from objects.
///
/// @param mode its permission bits
/// @param owner the user it belongs to, -1 for root
public record FileContent(Bytes bytes, int mode, long owner) {
  FileContent(Bytes bytes, int mode) {
    this(bytes, mode, -1);
  }
}
