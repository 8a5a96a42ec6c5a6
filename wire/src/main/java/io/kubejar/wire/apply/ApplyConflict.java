package io.kubejar.wire.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Fields that an apply would change although others manage them.
public final class ApplyConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Cause> causes;
  private final transient Map<ManagerId, FieldSet> fields;

  /// One such field.
  ///
  /// @param field its path
  /// @param message who manages it
  public record Cause(String field, String message) {}

  ApplyConflict(Map<ManagerId, FieldSet> fields) {
    super(message(fields));
    this.fields = new TreeMap<>(fields);
    this.causes = new ArrayList<>();
    this.fields.forEach(
        (manager, set) ->
            set.forEachPath(
                path -> causes.add(new Cause(path, "conflict with " + manager.described()))));
  }

  public List<Cause> causes() {
    return List.copyOf(causes);
  }

  Map<ManagerId, FieldSet> fields() {
    return fields;
  }

  private static String message(Map<ManagerId, FieldSet> fields) {
    Map<ManagerId, List<String>> paths = new TreeMap<>();
    fields.forEach(
        (manager, set) ->
            set.forEachPath(
                path -> paths.computeIfAbsent(manager, _ -> new ArrayList<>()).add(path)));
    int count = paths.values().stream().mapToInt(List::size).sum();
    if (count == 1) {
      var only = paths.entrySet().iterator().next();
      return "Apply failed with 1 conflict: conflict with %s: %s"
          .formatted(only.getKey().described(), only.getValue().getFirst());
    }
    List<String> parts = new ArrayList<>();
    paths.forEach(
        (manager, list) ->
            parts.add(
                "conflicts with " + manager.described() + ":\n- " + String.join("\n- ", list)));
    return "Apply failed with " + count + " conflicts: " + String.join("\n", parts);
  }
}
