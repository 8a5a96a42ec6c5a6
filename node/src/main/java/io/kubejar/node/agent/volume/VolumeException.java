package io.kubejar.node.agent.volume;

/// A volume that cannot be set up, for now.
public final class VolumeException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String volume;

  public VolumeException(String volume, String message) {
    super(message);
    this.volume = volume;
  }

  /// The volume's name in the pod.
  public String volume() {
    return volume;
  }
}
