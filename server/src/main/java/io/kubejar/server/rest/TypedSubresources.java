package io.kubejar.server.rest;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.registry.AdmissionChain;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.SentDocument;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.Failures;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
    B complete = handler.defaults(body);
    admit(Operation.CREATE, request.kind(), request, complete);
    return handler.create(request, complete);
  }

  /// Replaces what is below an object.
  public <B, R> B update(SubresourceHandler.Typed<B, R> handler, ResourceRequest request, B body)
      throws ApiException {
    B complete = handler.defaults(body);
    admit(Operation.UPDATE, request.kind(), request, complete);
    return handler.update(request, complete);
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
        request, configuration, body -> admit(Operation.UPDATE, request.kind(), request, body));
  }

  /// Opens a stream below an object.
  public void connect(ResourceRequest request) throws ApiException {
    admit(Operation.CONNECT, request.kind(), request, null);
  }

  /// Creates an object of a kind that is not stored.
  ///
  /// @param sent what the object was made from
  public <T extends ApiObject> T createVirtual(
      VirtualResource<T> resource, ResourceRequest request, T object, SentDocument sent)
      throws ApiException {
    Kind<T> kind = resource.kind();
    T complete = kind.defaults(object);
    String namespace = complete.metadata().namespace();
    if (!namespace.equals(request.namespace())) {
      if (!namespace.isEmpty()) {
        throw Failures.badRequest(
            "the namespace of the provided object does not match the namespace sent on the"
                + " request");
      }
      complete =
          kind.withMetadata(
              complete, complete.metadata().toBuilder().namespace(request.namespace()).build());
    }
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
                request.warnings()));
    admission.validate(admitted);
    T admittedObject = admitted.object();
    return resource.create(request, admittedObject == null ? complete : admittedObject);
  }

  private <T extends ApiObject> void admit(
      Operation operation, Kind<T> kind, ResourceRequest request, @Nullable Object body) {
    var change =
        new Admission<T>(
            operation,
            kind,
            request.namespace(),
            request.name(),
            request.subresource(),
            null,
            null,
            body,
            request.user(),
            request.dryRun(),
            request.warnings());
    admission.validate(admission.admit(change));
  }
}
