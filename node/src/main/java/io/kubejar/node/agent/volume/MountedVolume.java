package io.kubejar.node.agent.volume;

import java.nio.file.Path;

/// A volume that containers can use.
public sealed interface MountedVolume {

  /// A directory or file of the node.
  ///
  /// @param readOnly whether no container may write
  /// @param ours whether the node made it, and so may make directories in it
  record OnHost(Path path, boolean readOnly, boolean ours) implements MountedVolume {}

  /// The content of an image, which the runtime mounts.
  record OfImage(String reference, String pullPolicy) implements MountedVolume {}
}
