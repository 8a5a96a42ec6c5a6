package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;

/// The versions of a kind other than the one that is written: managers have said what they own in
/// the fields of the version that they wrote in.
public interface OtherVersions {
  /// For kinds whose versions have the same fields, as far as managers can tell.
  OtherVersions SAME =
      new OtherVersions() {
        @Override
        public boolean differs(String written, String other) {
          return false;
        }

        @Override
        public Shape shape(String apiVersion) {
          return Shape.DEDUCED;
        }

        @Override
        public JsonValue convert(JsonValue object, String from, String to) {
          return object;
        }
      };

  /// Whether fields of one version have to be looked for in the form of the other.
  default boolean differs(String written, String other) {
    return !written.equals(other);
  }

  /// How objects of a version are merged.
  ///
  /// @throws Failure when there is no such version
  Shape shape(String apiVersion);

  /// An object of one version in another; neither has its type in it.
  ///
  /// @throws Failure when it cannot be converted
  JsonValue convert(JsonValue object, String from, String to);

  /// An object in another version, all of whose fields that version knows.
  private static JsonValue checked(JsonValue converted, Shape shape) {
    try {
      TreeFields.check(shape, converted);
      return converted;
    } catch (ShapeException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  /// An object in another version; a failure is told as one of a step.
  default JsonValue converted(JsonValue object, String from, String to, String step) {
    try {
      return checked(convert(object, from, to), shape(to));
    } catch (Failure e) {
      throw new Failure(step + ": " + e.getMessage());
    }
  }

  /// An object could not be brought into a version; the message says why.
  final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Failure(String message) {
      super(message);
    }
  }
}
