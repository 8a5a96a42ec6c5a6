package io.kubejar.controllers.runtime;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The built-in kinds that controllers of all kinds look at.
public final class Kinds {
  private Kinds() {}

  /// The kinds that can be listed, watched and deleted, each stored kind once.
  public static final List<Kind<?>> DELETABLE = deletable();

  private static List<Kind<?>> deletable() {
    Set<String> prefixes = new HashSet<>();
    return BuiltInKinds.ALL.stream()
        .<Kind<?>>map(kind -> kind)
        .filter(kind -> kind.names().verbs().containsAll(List.of("delete", "list", "watch")))
        .filter(
            kind ->
                kind.names().storagePrefix().isEmpty()
                    || prefixes.add(kind.names().storagePrefix()))
        .toList();
  }
}
