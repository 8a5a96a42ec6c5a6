package io.kubejar.server.spi;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import org.jspecify.annotations.Nullable;

/// A change that is about to be stored, as admission plugins see it.
///
/// @param operation what is done
/// @param kind the object's kind
/// @param namespace the namespace, or empty
/// @param name the name; empty while the server has not yet made one up
/// @param subresource the subresource, or empty
/// @param object the new state; null on delete and for subresources with a form of their own
/// @param old the stored state; null on create
/// @param sent what was sent to a subresource with a form of its own, or null
/// @param user who asks
/// @param dryRun whether nothing will be stored
/// @param options what the client gave as options
/// @param warnings collects what the client should be warned of
public record Admission<T extends ApiObject>(
    Operation operation,
    Kind<T> kind,
    String namespace,
    String name,
    String subresource,
    @Nullable T object,
    @Nullable T old,
    @Nullable Sent<?> sent,
    User user,
    boolean dryRun,
    WriteOptions options,
    Warnings warnings) {

  /// What is done to the object.
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }

  /// The same change with another new state.
  public Admission<T> withObject(T changed) {
    return new Admission<>(
        operation,
        kind,
        namespace,
        name,
        subresource,
        changed,
        old,
        sent,
        user,
        dryRun,
        options,
        warnings);
  }

  /// The same change of an object whose name is known by now.
  public Admission<T> of(String known) {
    return name.equals(known)
        ? this
        : new Admission<>(
            operation,
            kind,
            namespace,
            known,
            subresource,
            object,
            old,
            sent,
            user,
            dryRun,
            options,
            warnings);
  }

  /// The same change with something else sent.
  public Admission<T> withSent(Sent<?> other) {
    return new Admission<>(
        operation,
        kind,
        namespace,
        name,
        subresource,
        object,
        old,
        other,
        user,
        dryRun,
        options,
        warnings);
  }

  /// What was sent to a subresource with a form of its own, or null.
  public @Nullable Object body() {
    return sent == null ? null : sent.body();
  }
}
