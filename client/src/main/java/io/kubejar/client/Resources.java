package io.kubejar.client;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.DeleteOptionsCodec;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.client.Request.Body;
import io.kubejar.client.Request.Verb;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The objects of one kind in one namespace, or in all.
///
/// All methods throw [ApiException] with the server's answer when it refuses.
public final class Resources<T extends ApiObject> {
  private final Transport transport;
  private final Kind<T> kind;
  private final String namespace;

  Resources(Transport transport, Kind<T> kind, String namespace) {
    this.transport = transport;
    this.kind = kind;
    this.namespace = namespace;
  }

  public T get(String name) {
    return send(Verb.GET, name, "", null);
  }

  /// The object, or empty when there is none of that name.
  public Optional<T> find(String name) {
    try {
      return Optional.of(get(name));
    } catch (ApiException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public T create(T object) {
    return send(Verb.CREATE, "", "", new Body<>(object, kind.codec()));
  }

  /// Replaces the object; a stale `resourceVersion` in it makes a conflict.
  public T update(T object) {
    return send(Verb.UPDATE, object.metadata().name(), "", new Body<>(object, kind.codec()));
  }

  public T updateStatus(T object) {
    return send(Verb.UPDATE, object.metadata().name(), "status", new Body<>(object, kind.codec()));
  }

  public T patch(String name, Patch patch) {
    return patch(name, "", patch);
  }

  public T patchStatus(String name, Patch patch) {
    return patch(name, "status", patch);
  }

  private T patch(String name, String subresource, Patch patch) {
    return send(Verb.PATCH, name, subresource, new Body<>(patch, PatchCodec.INSTANCE));
  }

  public void delete(String name) {
    delete(name, DeleteOptions.builder().build());
  }

  /// Deletes the object; what is left of it while finalizers run is not returned.
  public void delete(String name, DeleteOptions options) {
    request(
        Verb.DELETE,
        name,
        "",
        new Body<>(options, DeleteOptionsCodec.INSTANCE),
        StatusOrObject.INSTANCE);
  }

  /// Deletes every object of the collection.
  public void deleteAll(DeleteOptions options) {
    request(
        Verb.DELETE_COLLECTION,
        "",
        "",
        new Body<>(options, DeleteOptionsCodec.INSTANCE),
        StatusOrObject.INSTANCE);
  }

  /// Creates, such as a binding or an eviction, below an object.
  public <B> Status createBelow(String name, String subresource, B body, Codec<B> codec) {
    return request(Verb.CREATE, name, subresource, new Body<>(body, codec), StatusCodec.INSTANCE);
  }

  /// Reads or writes a subresource with a form of its own, such as `scale` or `token`.
  public <B> B subresource(Verb verb, String name, String subresource, B body, Codec<B> codec) {
    return request(
        verb, name, subresource, verb == Verb.GET ? null : new Body<>(body, codec), codec);
  }

  public ObjectList<T> list() {
    return list(ListOptions.builder().build());
  }

  public ObjectList<T> list(ListOptions options) {
    return transport.list(new Collection<>(kind, namespace, options));
  }

  public Watch<T> watch(ListOptions options) {
    return transport.watch(new Collection<>(kind, namespace, options));
  }

  private T send(Verb verb, String name, String subresource, @Nullable Body<?> body) {
    return request(verb, name, subresource, body, kind.codec());
  }

  private <R> R request(
      Verb verb, String name, String subresource, @Nullable Body<?> body, Codec<R> result) {
    return transport.send(
        new Request<>(verb, kind, namespace, name, subresource, body, result, Map.of()));
  }
}
