package io.kubejar.server.spi;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A rule of one kind that needs state beyond the object, such as the allocation of addresses.
///
/// It runs after defaults and admission and before validation. What it took is kept or given back
/// by [Reserved#done], which is called exactly once, after the write succeeded or failed.
public interface StatefulRule<T extends ApiObject> {
  /// The kind whose objects it completes.
  Kind<T> kind();

  /// Completes a new object.
  default Reserved<T> create(T object, boolean dryRun) throws ApiException {
    return Reserved.nothing(object);
  }

  /// Completes a changed object; not called for changes of the status.
  default Reserved<T> update(T object, T old, boolean dryRun) throws ApiException {
    return Reserved.nothing(object);
  }

  /// What is wrong with a new or changed object, beyond what its kind's rules find.
  ///
  /// @param old the stored state; null for a new object
  default List<FieldError> validate(T object, @Nullable T old) {
    return List.of();
  }

  /// The object is gone from the store; its last state is given.
  default void deleted(T object) {}

  /// A completed object and what becomes of what was reserved for it.
  ///
  /// @param object the completed object
  /// @param done told whether the object was stored
  record Reserved<T>(T object, Consumer<Boolean> done) {
    public static <T> Reserved<T> nothing(T object) {
      return new Reserved<>(object, _ -> {});
    }
  }
}
