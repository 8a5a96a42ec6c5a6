package io.kubejar.server.special.pod;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Quantity;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `pods/ephemeralcontainers` and `pods/resize`: the parts of a running pod that may still change.
public final class PodParts {
  private PodParts() {}

  /// Both handlers.
  public static List<SubresourceHandler> all(Registries registries) {
    return List.of(
        new Part(registries, "ephemeralcontainers", PodParts::withEphemeral),
        new Part(registries, "resize", PodParts::resized));
  }

  private interface Change {
    Pod apply(Pod old, Pod wanted) throws ApiException;
  }

  private record Part(Registries registries, String name, Change change)
      implements SubresourceHandler.Typed<Pod, Pod> {
    @Override
    public Key key() {
      return new Key("", "pods", name);
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
    public Pod defaults(Pod body) {
      return PodKind.POD.defaults(body);
    }

    @Override
    public Pod get(ResourceRequest request) throws ApiException {
      return registries.of(PodKind.POD).get(request.namespace(), request.name()).object();
    }

    @Override
    public Pod update(ResourceRequest request, Pod body) throws ApiException {
      String revision = body.metadata().resourceVersion();
      return registries
          .of(PodKind.POD)
          .change(
              new PodAspect(name),
              request.namespace(),
              request.name(),
              old ->
                  change.apply(old, body).with(it -> it.metadata(m -> m.resourceVersion(revision))),
              new WriteContext(request.user(), request.dryRun(), request.warnings()))
          .object();
    }
  }

  private static Pod withEphemeral(Pod old, Pod wanted) {
    var errors = new FieldErrors();
    var path = Path.of("spec", "ephemeralContainers");
    Map<String, EphemeralContainer> given = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (Container container : old.spec().containers()) {
      names.add(container.name());
    }
    for (Container container : old.spec().initContainers()) {
      names.add(container.name());
    }
    List<EphemeralContainer> all = wanted.spec().ephemeralContainers();
    for (int i = 0; i < all.size(); i++) {
      EphemeralContainer container = all.get(i);
      given.put(container.name(), container);
      if (container.name().isEmpty()) {
        errors.required(path.index(i).child("name"), "");
      } else if (!names.add(container.name())) {
        errors.duplicate(path.index(i).child("name"), container.name());
      }
      if (container.image().isEmpty()) {
        errors.required(path.index(i).child("image"), "");
      }
      if (!container.ports().isEmpty()) {
        errors.forbidden(path.index(i).child("ports"), "cannot be set for an Ephemeral Container");
      }
    }
    for (EphemeralContainer before : old.spec().ephemeralContainers()) {
      EphemeralContainer now = given.get(before.name());
      if (now == null) {
        errors.forbidden(
            path,
            "existing ephemeral containers \"%s\" may not be removed\n".formatted(before.name()));
      } else if (!now.equals(before)) {
        errors.forbidden(
            path,
            "existing ephemeral containers \"%s\" may not be changed\n".formatted(before.name()));
      }
    }
    refuse(old, errors);
    return old.with(it -> it.spec(spec -> spec.ephemeralContainers(all)));
  }

  private static Pod resized(Pod old, Pod wanted) {
    var errors = new FieldErrors();
    PodSpec spec = old.spec();
    List<Container> containers = resized(spec.containers(), wanted.spec().containers(), errors);
    List<Container> init = resized(spec.initContainers(), wanted.spec().initContainers(), errors);
    refuse(old, errors);
    PodSpec changed = spec.with(it -> it.containers(containers).initContainers(init));
    return old.with(it -> it.spec(changed));
  }

  private static List<Container> resized(
      List<Container> old, List<Container> wanted, FieldErrors errors) {
    Map<String, Container> given = new HashMap<>();
    wanted.forEach(container -> given.put(container.name(), container));
    var result = new ArrayList<Container>();
    for (Container container : old) {
      Container change = given.get(container.name());
      if (change == null) {
        result.add(container);
        continue;
      }
      var before = container.resources();
      var after = change.resources();
      if (!fixed(before.requests()).equals(fixed(after.requests()))
          || !fixed(before.limits()).equals(fixed(after.limits()))) {
        errors.forbidden(Path.of("spec"), "only cpu and memory resources are mutable");
      }
      result.add(
          container.with(
              it -> it.resources(all -> all.requests(after.requests()).limits(after.limits()))));
    }
    return result;
  }

  private static Map<String, Quantity> fixed(Map<String, Quantity> resources) {
    Map<String, Quantity> fixed = new HashMap<>(resources);
    fixed.keySet().removeAll(Set.of("cpu", "memory"));
    return fixed;
  }

  private static void refuse(Pod pod, FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw Failures.invalid(PodKind.POD.names(), pod.metadata().name(), errors.toList());
    }
  }
}
