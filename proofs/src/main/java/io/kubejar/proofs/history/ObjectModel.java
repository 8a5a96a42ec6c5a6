package io.kubejar.proofs.history;

import org.jspecify.annotations.Nullable;

/// One object of the API, as create, get, update, patch and delete see it.
///
/// Every write has a value of its own, so a value names a version. Resource versions must grow from
/// write to write, also past deletions.
public final class ObjectModel
    implements Model<ObjectModel.State, ObjectModel.Input, ObjectModel.Output> {

  /// What is asked of an object.
  public sealed interface Input {

    /// The object.
    String name();
  }

  /// Make it with a value.
  public record Create(String name, String value) implements Input {}

  /// Read it.
  public record Get(String name) implements Input {}

  /// Give it a value, provided that it has the one that was read before.
  public record Update(String name, String expected, String value) implements Input {}

  /// Give it a value, whatever it has.
  public record Patch(String name, String value) implements Input {}

  /// Remove it; if a value is given, provided that it has that.
  public record Delete(String name, @Nullable String expected) implements Input {}

  /// What a client is told.
  public sealed interface Output {}

  /// It has this value now, at this resource version; a deletion tells of none.
  public record Done(String value, long version) implements Output {}

  /// There is none.
  public record Absent() implements Output {}

  /// There is one already, or it is not as expected.
  public record Refused() implements Output {}

  /// How the object is.
  ///
  /// @param value null when there is none
  /// @param version its resource version, or the last that was seen before; a lower bound
  public record State(@Nullable String value, long version) {}

  @Override
  public State initial() {
    return new State(null, 0);
  }

  @Override
  public @Nullable State step(State state, Input input, @Nullable Output output) {
    return switch (input) {
      case Get _ -> get(state, output);
      case Create(_, var value) -> {
        if (state.value() != null) {
          yield output == null || output instanceof Refused ? state : null;
        }
        yield written(state, value, output);
      }
      case Update(_, var expected, var value) -> {
        if (state.value() == null) {
          yield output == null || output instanceof Absent ? state : null;
        }
        if (!state.value().equals(expected)) {
          yield output == null || output instanceof Refused ? state : null;
        }
        yield written(state, value, output);
      }
      case Patch(_, var value) -> {
        if (state.value() == null) {
          yield output == null || output instanceof Absent ? state : null;
        }
        yield written(state, value, output);
      }
      case Delete(_, var expected) -> delete(state, expected, output);
    };
  }

  private static @Nullable State get(State state, @Nullable Output output) {
    return switch (output) {
      case null -> state;
      case Absent _ -> state.value() == null ? state : null;
      case Refused _ -> null;
      case Done(var value, long version) ->
          value.equals(state.value()) && version >= state.version()
              ? new State(value, version)
              : null;
    };
  }

  private static @Nullable State written(State state, String value, @Nullable Output output) {
    return switch (output) {
      case null -> new State(value, state.version());
      case Done(var told, long version) ->
          told.equals(value) && version > state.version() ? new State(value, version) : null;
      case Absent _, Refused _ -> null;
    };
  }

  private static @Nullable State delete(
      State state, @Nullable String expected, @Nullable Output output) {
    if (state.value() == null) {
      return output == null || output instanceof Absent ? state : null;
    }
    if (expected != null && !expected.equals(state.value())) {
      return output == null || output instanceof Refused ? state : null;
    }
    return output == null || output instanceof Done ? new State(null, state.version()) : null;
  }
}
