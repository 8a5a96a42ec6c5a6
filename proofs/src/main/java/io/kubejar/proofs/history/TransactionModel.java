package io.kubejar.proofs.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A few keys of a store that are read and changed together.
public final class TransactionModel
    implements Model<TransactionModel.State, TransactionModel.Input, TransactionModel.Output> {

  /// What is asked of a group of keys.
  public sealed interface Input {

    /// The group.
    String group();
  }

  /// Read all keys of the group at one revision.
  public record Read(String group) implements Input {}

  /// Change keys, provided that others have the revisions that were seen.
  ///
  /// @param compares what each must have; 0 for absent
  /// @param puts the new values; null deletes
  public record Write(String group, Map<String, Long> compares, Map<String, @Nullable String> puts)
      implements Input {}

  /// What a client is told.
  public sealed interface Output {}

  /// What the keys had, and at which revisions.
  public record Found(Map<String, Version> versions) implements Output {}

  /// The change took place at a revision.
  public record Committed(long revision) implements Output {}

  /// The change was refused.
  public record Conflicted() implements Output {}

  /// A value and the revision that wrote it; 0 while nobody was told of it.
  public record Version(String value, long revision) {}

  /// What the keys have, and the newest revision that is known.
  public record State(Map<String, Version> versions, long revision) {}

  @Override
  public State initial() {
    return new State(Map.of(), 0);
  }

  @Override
  public @Nullable State step(State state, Input input, @Nullable Output output) {
    return switch (input) {
      case Read _ -> read(state, output);
      case Write(_, var compares, var puts) -> {
        boolean holds = true;
        for (var compare : compares.entrySet()) {
          // A revision of which nobody was told cannot be one that somebody compares with.
          var version = state.versions().get(compare.getKey());
          holds &=
              version == null
                  ? compare.getValue() == 0
                  : version.revision() != 0 && version.revision() == compare.getValue();
        }
        yield switch (output) {
          case null -> holds ? written(state, puts, 0) : state;
          case Committed(long revision) ->
              holds && revision > state.revision() ? written(state, puts, revision) : null;
          case Conflicted _ -> holds ? null : state;
          case Found _ -> null;
        };
      }
    };
  }

  private static @Nullable State read(State state, @Nullable Output output) {
    if (!(output instanceof Found(var found))) {
      return output == null ? state : null;
    }
    if (!found.keySet().equals(state.versions().keySet())) {
      return null;
    }
    long newest = state.revision();
    for (var each : found.entrySet()) {
      var known = state.versions().get(each.getKey());
      if (known == null
          || !known.value().equals(each.getValue().value())
          || known.revision() != 0 && known.revision() != each.getValue().revision()) {
        return null;
      }
      newest = Math.max(newest, each.getValue().revision());
    }
    return new State(found, newest);
  }

  private static State written(State state, Map<String, @Nullable String> puts, long revision) {
    var versions = new HashMap<>(state.versions());
    puts.forEach(
        (key, value) -> {
          if (value == null) {
            versions.remove(key);
          } else {
            versions.put(key, new Version(value, revision));
          }
        });
    return new State(versions, Math.max(state.revision(), revision));
  }
}
