package io.kubejar.server.rest;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.registry.AdmissionChain;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.RequestChecks;
import io.kubejar.server.registry.SentDocument;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.Sent;
import io.kubejar.server.spi.WriteOptions;
import java.util.function.UnaryOperator;

/// Runs typed handlers of subresources and of kinds that are not stored, with admission before.
public final class TypedSubresources {
  private static final int ATTEMPTS = 5;

  private final Registries registries;
  private final AdmissionChain admission;

  public TypedSubresources(Registries registries) {
    this.registries = registries;
    this.admission = registries.admission();
  }

  /// Creates below an object.
  public <B, R> R create(SubresourceHandler.Typed<B, R> handler, ResourceRequest request, B body)
      throws ApiException {
    var sent = Sent.of(handler.bodyCodec(), placed(request, handler.defaults(body)));
    return handler.create(request, admitted(Operation.CREATE, request, sent));
  }

  /// Replaces what is below an object.
  public <B, R> B update(SubresourceHandler.Typed<B, R> handler, ResourceRequest request, B body)
      throws ApiException {
    B complete = handler.defaults(named(request, body));
    if (handler.admitsOnWrite()) {
      return handler.update(request, complete);
    }
    var sent = new Sent<>(handler.bodyCodec(), complete, () -> handler.get(request));
    return handler.update(request, admitted(Operation.UPDATE, request, sent));
  }

  /// Changes what is below an object, once more when another change came in between.
  public <B, R> B patch(
      SubresourceHandler.Typed<B, R> handler, ResourceRequest request, UnaryOperator<B> change)
      throws ApiException {
    for (int attempt = 1; ; attempt++) {
      try {
        return update(handler, request, change.apply(handler.get(request)));
      } catch (ApiException e) {
        if (!e.isConflict() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Lays a configuration over what is below an object.
  public <B, R> B apply(
      SubresourceHandler.Typed<B, R> handler, ResourceRequest request, Configuration configuration)
      throws ApiException {
    return handler.apply(
        request,
        configuration,
        body ->
            admitted(
                Operation.UPDATE,
                request,
                new Sent<>(handler.bodyCodec(), body, () -> handler.get(request))));
  }

  /// Opens a stream below an object.
  ///
  /// @param options the form of its options
  /// @param path what follows the subresource in the path
  public void connect(ResourceRequest request, RecordCodec<?> options, String path)
      throws ApiException {
    admitted(Operation.CONNECT, request, StreamOptions.of(options, request.query(), path));
  }

  /// Creates an object of a kind that is not stored.
  ///
  /// @param sent what the object was made from
  public <T extends ApiObject> T createVirtual(
      VirtualResource<T> resource, ResourceRequest request, T object, SentDocument sent)
      throws ApiException {
    Kind<T> kind = resource.kind();
    T complete = RequestChecks.inNamespace(request.namespace(), kind.defaults(object));
    complete = registries.owned(kind, complete, request.writing().sending(sent));
    var admitted =
        admission.admit(
            new Admission<>(
                Operation.CREATE,
                kind,
                request.namespace(),
                complete.metadata().name(),
                "",
                complete,
                null,
                null,
                request.user(),
                request.dryRun(),
                WriteOptions.of(request.query()),
                request.warnings()));
    admission.validate(admitted);
    T admittedObject = admitted.object();
    return resource.create(request, admittedObject == null ? complete : admittedObject);
  }

  /// What was sent, in the namespace of the request.
  @SuppressWarnings("unchecked") // the object keeps its type
  private static <B> B placed(ResourceRequest request, B body) {
    return body instanceof ApiObject object
        ? (B) RequestChecks.inNamespace(request.namespace(), object)
        : body;
  }

  /// What was sent, if it has the name and the namespace of the request.
  @SuppressWarnings("unchecked") // the object keeps its type
  private static <B> B named(ResourceRequest request, B body) {
    return body instanceof ApiObject object
        ? (B) placed(request, RequestChecks.named(request.name(), object))
        : body;
  }

  /// What was sent, as admission lets it in.
  private <B> B admitted(Operation operation, ResourceRequest request, Sent<B> sent) {
    return admitted(operation, request.kind(), request, sent);
  }

  @SuppressWarnings("unchecked") // admission keeps the form of what was sent
  private <T extends ApiObject, B> B admitted(
      Operation operation, Kind<T> kind, ResourceRequest request, Sent<B> sent) {
    var change =
        admission.admit(
            new Admission<T>(
                operation,
                kind,
                request.namespace(),
                request.name(),
                request.subresource(),
                null,
                null,
                sent,
                request.user(),
                request.dryRun(),
                WriteOptions.of(request.query()),
                request.warnings()));
    admission.validate(change);
    Object body = change.body();
    return body == null ? sent.body() : (B) body;
  }
}
