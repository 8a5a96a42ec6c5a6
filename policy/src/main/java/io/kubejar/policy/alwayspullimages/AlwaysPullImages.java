package io.kubejar.policy.alwayspullimages;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Has every image pulled at each start, so that only those who may pull an image can run it.
public final class AlwaysPullImages implements AdmissionPlugin {
  private static final String ALWAYS = "Always";

  @Override
  public String name() {
    return "AlwaysPullImages";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod pod = pod(admission);
    if (pod == null) {
      return admission.object();
    }
    PodSpec spec = pod.spec();
    List<Container> init = spec.initContainers().stream().map(AlwaysPullImages::pulled).toList();
    List<Container> containers = spec.containers().stream().map(AlwaysPullImages::pulled).toList();
    List<EphemeralContainer> ephemeral =
        spec.ephemeralContainers().stream()
            .map(each -> each.with(it -> it.imagePullPolicy(ALWAYS)))
            .toList();
    List<Volume> volumes =
        spec.volumes().stream()
            .map(
                each ->
                    each.image() == null
                        ? each
                        : each.with(it -> it.image(image -> image.pullPolicy(ALWAYS))))
            .toList();
    PodSpec changed =
        spec.with(
            it ->
                it.initContainers(init)
                    .containers(containers)
                    .ephemeralContainers(ephemeral)
                    .volumes(volumes));
    return Admitted.changed(admission, pod.with(it -> it.spec(changed)));
  }

  private static Container pulled(Container container) {
    return container.with(it -> it.imagePullPolicy(ALWAYS));
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    Pod pod = pod(admission);
    if (pod == null) {
      return;
    }
    var errors = new FieldErrors();
    PodSpec spec = pod.spec();
    check("initContainers", spec.initContainers().stream().map(Container::imagePullPolicy), errors);
    check("containers", spec.containers().stream().map(Container::imagePullPolicy), errors);
    check(
        "ephemeralContainers",
        spec.ephemeralContainers().stream().map(EphemeralContainer::imagePullPolicy),
        errors);
    if (!errors.isEmpty()) {
      List<String> texts = errors.toList().stream().map(FieldError::toString).toList();
      throw Admitted.forbidden(
          admission, texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]");
    }
  }

  private static void check(String field, Stream<String> policies, FieldErrors errors) {
    List<String> all = policies.toList();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).equals(ALWAYS)) {
        errors.notSupported(
            Path.of("spec", field).index(i).child("imagePullPolicy"), all.get(i), List.of(ALWAYS));
      }
    }
  }

  /// The pod that runs images it did not run before; null when there is none.
  private static @Nullable Pod pod(Admission<?> admission) {
    boolean write =
        Admitted.isOn(admission, Operation.CREATE)
            || (admission.operation() == Operation.UPDATE
                && Set.of("", "ephemeralcontainers").contains(admission.subresource()));
    if (!write || !(admission.object() instanceof Pod pod)) {
      return null;
    }
    return admission.old() instanceof Pod old && images(old).containsAll(images(pod)) ? null : pod;
  }

  private static Set<String> images(Pod pod) {
    PodSpec spec = pod.spec();
    return Stream.of(
            spec.initContainers().stream().map(Container::image),
            spec.containers().stream().map(Container::image),
            spec.ephemeralContainers().stream().map(EphemeralContainer::image))
        .flatMap(images -> images)
        .collect(Collectors.toUnmodifiableSet());
  }
}
