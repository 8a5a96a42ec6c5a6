package io.kubejar.policy.extendedresource;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets pods that ask for an extended resource onto nodes that are tainted with its name.
public final class ExtendedResourceToleration implements AdmissionPlugin {
  @Override
  public String name() {
    return "ExtendedResourceToleration";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod created = Admitted.newPod(admission);
    Pod pod = created == null ? Admitted.updatedPod(admission) : created;
    if (pod == null) {
      return admission.object();
    }
    var tolerations = new ArrayList<>(pod.spec().tolerations());
    for (String resource : extended(pod.spec())) {
      Toleration toleration =
          Toleration.builder().key(resource).operator("Exists").effect("NoSchedule").build();
      if (tolerations.stream().noneMatch(given -> covers(given, toleration))) {
        tolerations.add(toleration);
      }
    }
    return tolerations.size() == pod.spec().tolerations().size()
        ? admission.object()
        : Admitted.changed(
            admission, pod.with(it -> it.spec(spec -> spec.tolerations(List.copyOf(tolerations)))));
  }

  private static boolean covers(Toleration given, Toleration wanted) {
    return given.key().equals(wanted.key())
        && given.operator().equals(wanted.operator())
        && given.effect().equals(wanted.effect());
  }

  private static TreeSet<String> extended(PodSpec spec) {
    var names = new TreeSet<String>();
    Stream.concat(spec.containers().stream(), spec.initContainers().stream())
        .map(Container::resources)
        .forEach(resources -> names.addAll(resources.requests().keySet()));
    names.removeIf(name -> !isExtended(name));
    return names;
  }

  private static boolean isExtended(String name) {
    int slash = name.indexOf('/');
    if (slash < 0 || name.startsWith("requests.")) {
      return false;
    }
    String domain = name.substring(0, slash);
    return !domain.equals("kubernetes.io") && !domain.endsWith(".kubernetes.io");
  }
}
