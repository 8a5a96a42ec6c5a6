package io.kubejar.server.features;

/// A gate as this release has it.
///
/// @param name the gate's name
/// @param stage how far the feature has come
/// @param byDefault whether it is on unless told otherwise
/// @param locked whether that can no longer be changed
public record Feature(String name, Stage stage, boolean byDefault, boolean locked) {
  /// How far a feature has come.
  public enum Stage {
    ALPHA("ALPHA"),
    BETA("BETA"),
    GA(""),
    DEPRECATED("DEPRECATED");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /// How metrics name the stage; empty for what is generally available.
    public String label() {
      return label;
    }
  }
}
