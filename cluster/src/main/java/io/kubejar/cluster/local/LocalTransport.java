package io.kubejar.cluster.local;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.client.Collection;
import io.kubejar.client.MetadataKind;
import io.kubejar.client.Patch;
import io.kubejar.client.Request;
import io.kubejar.client.Transport;
import io.kubejar.client.Watch;
import io.kubejar.server.direct.DirectCaller;
import java.util.Objects;

/// Carries requests to the API server of the same process, as one user.
public final class LocalTransport implements Transport {
  private final DirectCaller server;

  public LocalTransport(DirectCaller server) {
    this.server = server;
  }

  @Override
  @SuppressWarnings("unchecked") // the request's codec is that of the kind or of the subresource
  public <R> R send(Request<R> request) {
    if (request.kind() instanceof MetadataKind kind) {
      Object answer = send(request, own(kind));
      return (R) (kind.codec() == request.result() ? metadata(answer) : answer);
    }
    return (R) send(request, request.kind());
  }

  /// What a caller sees of an answer who knows nothing of the kind but its names.
  private static Object metadata(Object answer) {
    return answer instanceof ApiObject object
        ? new PartialObjectMetadata(object.metadata())
        : answer;
  }

  /// The kind as it is served.
  private Kind<?> own(MetadataKind kind) {
    Kind<?> own = server.find(kind.names());
    if (own == null) {
      throw new ApiException(
          Status.builder()
              .status("Failure")
              .code(404)
              .reason("NotFound")
              .message("the server could not find the requested resource")
              .build());
    }
    return own;
  }

  private <T extends ApiObject> Object send(Request<?> request, Kind<T> kind) {
    String manager = request.query().get("fieldManager");
    DirectCaller server = manager == null ? this.server : this.server.managedBy(manager);
    boolean own = request.kind().codec() == request.result();
    boolean dryRun = "All".equals(request.query().get("dryRun"));
    return switch (request.verb()) {
      case GET ->
          own && request.subresource().isEmpty()
              ? server.get(kind, request.namespace(), request.name())
              : server.getBelow(kind, request.namespace(), request.name(), request.subresource());
      case CREATE -> create(server, request, kind, dryRun);
      case UPDATE ->
          own
              ? server.update(
                  kind, request.namespace(), request.subresource(), object(request), dryRun)
              : server.updateBelow(
                  kind,
                  request.namespace(),
                  request.name(),
                  request.subresource(),
                  body(request),
                  dryRun);
      case PATCH -> {
        Patch patch = (Patch) body(request);
        if (patch.type() == Patch.Type.APPLY) {
          yield server.apply(
              kind,
              request.namespace(),
              request.name(),
              request.subresource(),
              patch.document().toArray(),
              Boolean.parseBoolean(request.query().get("force")),
              dryRun);
        }
        yield server.patch(
            kind,
            request.namespace(),
            request.name(),
            request.subresource(),
            patch.type().mediaType(),
            patch.document().toArray(),
            dryRun);
      }
      case DELETE -> {
        server.delete(kind, request.namespace(), request.name(), (DeleteOptions) body(request));
        yield true;
      }
      case DELETE_COLLECTION -> {
        server.deleteCollection(
            kind,
            request.namespace(),
            ListOptions.builder().build(),
            (DeleteOptions) body(request));
        yield true;
      }
    };
  }

  private static <T extends ApiObject> Object create(
      DirectCaller server, Request<?> request, Kind<T> kind, boolean dryRun) {
    if (request.subresource().isEmpty()) {
      return server.create(kind, request.namespace(), object(request), dryRun);
    }
    Object answer =
        server.createBelow(
            kind,
            request.namespace(),
            request.name(),
            request.subresource(),
            body(request),
            dryRun);
    // Callers that only want to know that it went well are told so, whatever the answer's form.
    return request.result() == StatusCodec.INSTANCE && !(answer instanceof Status)
        ? Status.builder().status("Success").code(201).build()
        : answer;
  }

  @SuppressWarnings("unchecked") // a body with the kind's codec is of the kind's record
  private static <T extends ApiObject> T object(Request<?> request) {
    return (T) body(request);
  }

  private static Object body(Request<?> request) {
    return Objects.requireNonNull(
            request.body(), () -> request.verb() + " of " + request.name() + " has no body")
        .value();
  }

  @Override
  @SuppressWarnings("unchecked") // of a kind without more than names, objects are metadata
  public <T extends ApiObject> ObjectList<T> list(Collection<T> collection) {
    if (collection.kind() instanceof MetadataKind kind) {
      var all = server.list(own(kind), collection.namespace(), collection.options());
      return new ObjectList<>(
          all.metadata(), all.items().stream().map(object -> (T) metadata(object)).toList());
    }
    return server.list(collection.kind(), collection.namespace(), collection.options());
  }

  @Override
  @SuppressWarnings("unchecked") // of a kind without more than names, objects are metadata
  public <T extends ApiObject> Watch<T> watch(Collection<T> collection) {
    if (collection.kind() instanceof MetadataKind kind) {
      var watch = server.watch(own(kind), collection.namespace(), collection.options());
      return new LocalWatch<>(watch, object -> (T) metadata(object));
    }
    return new LocalWatch<>(
        server.watch(collection.kind(), collection.namespace(), collection.options()),
        object -> object);
  }

  /// Nothing is held open.
  @Override
  public void close() {}
}
