package io.kubejar.server.special.pod;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.core.v1.Binding;
import io.kubejar.api.core.v1.BindingCodec;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.value.Time;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `pods/binding`: puts a pod on a node.
public final class BindingHandler implements SubresourceHandler.Typed<Binding, Status> {
  private static final PodAspect ASPECT = new PodAspect("binding");

  private final Registries registries;
  private final Clock clock;

  public BindingHandler(Registries registries, Clock clock) {
    this.registries = registries;
    this.clock = clock;
  }

  @Override
  public Key key() {
    return new Key("", "pods", "binding");
  }

  @Override
  public ObjectCodec<Binding> bodyCodec() {
    return BindingCodec.INSTANCE;
  }

  @Override
  public RecordCodec<Status> resultCodec() {
    return StatusCodec.INSTANCE;
  }

  @Override
  public Status create(ResourceRequest request, Binding binding) throws ApiException {
    bind(request, request.name(), binding);
    return success();
  }

  static Status success() {
    return new Status(ListMeta.builder().build(), "Success", "", "", null, 201);
  }

  void bind(ResourceRequest request, String name, Binding binding) {
    if (!binding.metadata().name().equals(name)) {
      throw Failures.badRequest("name in URL does not match name in Binding object");
    }
    check(binding);
    if (name.isEmpty()) {
      throw Failures.badRequest("Name parameter required.");
    }
    String node = binding.target().name();
    registries
        .of(PodKind.POD)
        .change(
            ASPECT,
            request.namespace(),
            name,
            pod -> bound(pod, name, binding, node),
            new WriteContext(request.user(), request.dryRun(), request.warnings()).asAdmitted());
  }

  private static void check(Binding binding) {
    var flaws = new ArrayList<String>();
    String kind = binding.target().kind();
    if (!kind.isEmpty() && !kind.equals("Node")) {
      flaws.add(
          "target.kind: Unsupported value: \"%s\": supported values: \"Node\", \"<empty>\""
              .formatted(kind));
    }
    if (binding.target().name().isEmpty()) {
      flaws.add("target.name: Required value");
    }
    if (!flaws.isEmpty()) {
      String text = flaws.size() == 1 ? flaws.getFirst() : "[" + String.join(", ", flaws) + "]";
      throw Failures.failure(500, "", text, null);
    }
  }

  private Pod bound(Pod pod, String name, Binding binding, String node) {
    String uid = binding.metadata().uid();
    if (!uid.isEmpty() && !uid.equals(pod.metadata().uid())) {
      throw Failures.conflict(
          PodKind.POD.names(),
          name,
          "StorageError: invalid object, Code: 4, Key: /registry/pods/%s/%s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(pod.metadata().namespace(), name, uid, pod.metadata().uid()));
    }
    if (pod.metadata().deletionTimestamp() != null) {
      throw conflict(name, "pod %s is being deleted, cannot be assigned to a host".formatted(name));
    }
    if (!pod.spec().nodeName().isEmpty()) {
      throw conflict(
          name, "pod %s is already assigned to node \"%s\"".formatted(name, pod.spec().nodeName()));
    }
    if (!pod.spec().schedulingGates().isEmpty()) {
      throw conflict(name, "pod %s has non-empty .spec.schedulingGates".formatted(name));
    }
    Map<String, String> annotations = new HashMap<>(pod.metadata().annotations());
    annotations.putAll(binding.metadata().annotations());
    Map<String, String> labels = new HashMap<>(pod.metadata().labels());
    binding
        .metadata()
        .labels()
        .forEach(
            (key, value) -> {
              if (key.startsWith("topology.kubernetes.io/")) {
                labels.put(key, value);
              }
            });
    List<PodCondition> conditions = scheduled(pod.status().conditions());
    return pod.with(
        it ->
            it.metadata(metadata -> metadata.annotations(annotations).labels(labels))
                .spec(spec -> spec.nodeName(node))
                .status(status -> status.conditions(conditions).nominatedNodeName("")));
  }

  private List<PodCondition> scheduled(List<PodCondition> conditions) {
    var all = new ArrayList<PodCondition>();
    var made =
        PodCondition.builder()
            .type("PodScheduled")
            .status("True")
            .lastTransitionTime(new Time(clock.instant()))
            .build();
    boolean found = false;
    for (PodCondition condition : conditions) {
      if (condition.type().equals("PodScheduled")) {
        found = true;
        all.add(condition.status().equals("True") ? condition : made);
      } else {
        all.add(condition);
      }
    }
    if (!found) {
      all.add(made);
    }
    return all;
  }

  private static ApiException conflict(String name, String why) {
    return Failures.conflict("", "pods/binding", name, why);
  }
}
