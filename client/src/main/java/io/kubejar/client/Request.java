package io.kubejar.client;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.kind.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request on one object, or on a subresource of it.
///
/// @param verb what to do
/// @param kind the object's kind
/// @param namespace the namespace; empty for cluster-scoped objects
/// @param name the object's name; empty on create
/// @param subresource such as `status`; empty for the object itself
/// @param body what is sent: a record with its codec, a patch, delete options; or none
/// @param result how the answer is read
/// @param query query parameters, such as `dryRun` or `fieldManager`
public record Request<R>(
    Verb verb,
    Kind<?> kind,
    String namespace,
    String name,
    String subresource,
    @Nullable Body<?> body,
    Codec<R> result,
    Map<String, String> query) {

  /// What can be done with an object.
  public enum Verb {
    GET,
    CREATE,
    UPDATE,
    PATCH,
    DELETE,
    DELETE_COLLECTION
  }

  /// A value with the codec that writes it.
  public record Body<B>(B value, Codec<B> codec) {}
}
