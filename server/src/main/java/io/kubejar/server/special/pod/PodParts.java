package io.kubejar.server.special.pod;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodResizing;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.apply.FieldFilter;
import java.util.List;
import java.util.function.Consumer;

/// `pods/ephemeralcontainers` and `pods/resize`: the parts of a running pod that may still change.
public final class PodParts {
  private static final Aspect<Pod> EPHEMERAL_CONTAINERS =
      new PartOfPod(
          "ephemeralcontainers",
          FieldFilter.only(List.of("spec.ephemeralContainers")),
          PodParts::withEphemeral);
  private static final Aspect<Pod> RESIZE =
      new PartOfPod(
          "resize",
          FieldFilter.only(List.of("spec.containers.*.*", "spec.initContainers.*.*")),
          PodParts::resized);

  private PodParts() {}

  /// Both handlers.
  public static List<SubresourceHandler> all(Registries registries) {
    return List.of(new Part(registries, EPHEMERAL_CONTAINERS), new Part(registries, RESIZE));
  }

  private interface Change {
    Pod apply(Pod old, Pod wanted) throws ApiException;
  }

  /// @param owned the fields that whoever changes the part comes to own
  private record PartOfPod(String subresource, FieldFilter owned, Change change)
      implements Aspect<Pod> {
    @Override
    public Pod prepare(Pod object, Pod old) {
      return change
          .apply(old, object)
          .with(it -> it.metadata(m -> m.resourceVersion(object.metadata().resourceVersion())));
    }

    @Override
    public boolean raisesGeneration() {
      return true;
    }

    @Override
    public FieldFilter changeable(Kind<Pod> kind) {
      return owned;
    }

    @Override
    public List<FieldError> validate(Pod object, Pod old) {
      return List.of();
    }
  }

  private record Part(Registries registries, Aspect<Pod> aspect)
      implements SubresourceHandler.Typed<Pod, Pod> {
    @Override
    public Key key() {
      return new Key("", "pods", aspect.subresource());
    }

    @Override
    public ObjectCodec<Pod> bodyCodec() {
      return PodCodec.INSTANCE;
    }

    @Override
    public RecordCodec<Pod> resultCodec() {
      return PodCodec.INSTANCE;
    }

    @Override
    public Kind<?> shownAs() {
      return PodKind.POD;
    }

    @Override
    public boolean admitsOnWrite() {
      return true;
    }

    @Override
    public Pod defaults(Pod body) {
      return PodKind.POD.defaults(body);
    }

    @Override
    public Pod get(ResourceRequest request) throws ApiException {
      return registries.of(PodKind.POD).get(request.namespace(), request.name()).object();
    }

    @Override
    public Pod update(ResourceRequest request, Pod body) throws ApiException {
      return registries
          .of(PodKind.POD)
          .update(aspect, request.namespace(), request.name(), body, request.writing())
          .object()
          .object();
    }

    @Override
    public Pod apply(ResourceRequest request, Configuration configuration, Consumer<Pod> admit) {
      return registries
          .of(PodKind.POD)
          .apply(
              aspect,
              request.namespace(),
              request.name(),
              configuration,
              request.writing(),
              () -> {})
          .object()
          .object();
    }
  }

  private static Pod withEphemeral(Pod old, Pod wanted) {
    var errors = new FieldErrors();
    Pod pod =
        old.with(
            it -> it.spec(spec -> spec.ephemeralContainers(wanted.spec().ephemeralContainers())));
    PodKind.POD.validateEphemeralContainers(pod, old, errors);
    refuse(old, errors);
    return pod;
  }

  private static Pod resized(Pod old, Pod wanted) {
    var errors = new FieldErrors();
    Pod pod = PodResizing.prepared(wanted, old);
    PodResizing.check(pod, old, errors);
    refuse(old, errors);
    return pod;
  }

  private static void refuse(Pod pod, FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw Failures.invalid(PodKind.POD.names(), pod.metadata().name(), errors.toList());
    }
  }
}
