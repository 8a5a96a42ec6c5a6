package io.kubejar.server.spi;

import io.kubejar.api.meta.v1.DeleteOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a write as its client gave them; admission shows them to policies and webhooks.
///
/// @param fieldManager the name the client gave itself, or empty
/// @param fieldValidation what is to become of unknown fields, or empty
/// @param delete the options of a deletion; null for other writes
public record WriteOptions(
    String fieldManager, String fieldValidation, @Nullable DeleteOptions delete) {
  /// A client that left everything to the server.
  public static final WriteOptions NONE = new WriteOptions("", "", null);

  /// Those of a request's query.
  public static WriteOptions of(Map<String, List<String>> query) {
    return of(first(query, "fieldManager"), first(query, "fieldValidation"));
  }

  /// Those of a creation, an update or a patch.
  public static WriteOptions of(String fieldManager, String fieldValidation) {
    return fieldManager.isEmpty() && fieldValidation.isEmpty()
        ? NONE
        : new WriteOptions(fieldManager, fieldValidation, null);
  }

  /// Those of a deletion.
  public static WriteOptions of(DeleteOptions options) {
    return new WriteOptions("", "", options);
  }

  private static String first(Map<String, List<String>> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
