package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `pods` resource: names and rules of [Pod].
public final class PodKind implements Kind<Pod> {
  public static final PodKind POD = new PodKind();

  private static final Names NAMES =
      Names.of("", "v1", "Pod", "pods")
          .namespaced()
          .shortNames("po")
          .categories("all")
          .stored("/registry/pods/", "xPOwRZ+Yhw8=")
          .subresource(
              "attach", new GroupVersionKind("", "v1", "PodAttachOptions"), "create", "get")
          .subresource("binding", new GroupVersionKind("", "v1", "Binding"), "create")
          .subresource("ephemeralcontainers", "get", "patch", "update")
          .subresource("eviction", new GroupVersionKind("policy", "v1", "Eviction"), "create")
          .subresource("exec", new GroupVersionKind("", "v1", "PodExecOptions"), "create", "get")
          .subresource("log", "get")
          .subresource(
              "portforward",
              new GroupVersionKind("", "v1", "PodPortForwardOptions"),
              "create",
              "get")
          .subresource(
              "proxy",
              new GroupVersionKind("", "v1", "PodProxyOptions"),
              "create",
              "delete",
              "get",
              "patch",
              "update")
          .subresource("resize", "get", "patch", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private PodKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Pod> codec() {
    return PodCodec.INSTANCE;
  }

  @Override
  public List<String> resetFields(String subresource) {
    return subresource.equals("status")
        ? List.of("metadata.deletionTimestamp", "metadata.ownerReferences", "spec")
        : List.of("status");
  }

  @Override
  public Pod defaults(Pod pod) {
    return PodDefaults.of(pod);
  }

  @Override
  public Pod prepareCreate(Pod pod) {
    return pod.with(
        draft ->
            draft
                .spec(
                    LabelKeys.merged(
                        PodDefaults.alignedServiceAccount(pod.spec()), pod.metadata().labels()))
                .status(
                    PodStatus.builder()
                        .phase("Pending")
                        .qosClass(PodQuality.of(pod.spec()))
                        .conditions(
                            pod.spec().schedulingGates().isEmpty()
                                ? List.of()
                                : List.of(gated(pod.metadata().creationTimestamp())))
                        .build()));
  }

  @Override
  public Pod prepareUpdate(Pod pod, Pod old) {
    return pod.with(
        draft -> draft.spec(alignedWithOld(pod.spec(), old.spec())).status(old.status()));
  }

  @Override
  public Pod prepareStatusUpdate(Pod pod, Pod old) {
    PodStatus status = pod.status();
    return pod.with(
        draft ->
            draft
                .spec(old.spec())
                .metadata(
                    m ->
                        m.deletionTimestamp(old.metadata().deletionTimestamp())
                            .ownerReferences(old.metadata().ownerReferences()))
                .status(
                    status.with(
                        s -> {
                          s.qosClass(orElse(status.qosClass(), old.status().qosClass()));
                          if (status.podIPs().isEmpty() && !status.podIP().isEmpty()) {
                            s.podIPs(PodIP.builder().ip(status.podIP()).build());
                          } else if (!status.podIPs().isEmpty()) {
                            s.podIP(status.podIPs().getFirst().ip());
                          }
                        })));
  }

  @Override
  public void validate(Pod pod, FieldErrors errors) {
    PodValidation.check(pod, errors);
    PodValidation.checkNew(pod, errors);
  }

  @Override
  public void validateUpdate(Pod pod, Pod old, FieldErrors errors) {
    PodValidation.check(pod, errors);
    PodUpdateValidation.check(pod, old, errors);
  }

  @Override
  public void validateStatusUpdate(Pod pod, Pod old, FieldErrors errors) {
    PodUpdateValidation.checkStatus(pod, old, errors);
  }

  /// Reports what is wrong with a change through the subresource `ephemeralcontainers`.
  public void validateEphemeralContainers(Pod pod, Pod old, FieldErrors errors) {
    PodValidation.check(pod, errors);
    PodUpdateValidation.checkEphemeral(pod, old, errors);
  }

  @Override
  public List<String> warnings(Pod pod) {
    return PodWarnings.of(pod);
  }

  /// Pods are changed by components, who read no warnings.
  @Override
  public List<String> warningsOnUpdate(Pod pod, Pod old) {
    return List.of();
  }

  @Override
  public List<Column<Pod>> columns() {
    return PodColumns.ALL;
  }

  @Override
  public List<SelectableField<Pod>> selectableFields() {
    return FIELDS;
  }

  /// What the pod asks for; at once when no node has it.
  @Override
  public long defaultGracePeriodSeconds(Pod pod) {
    Long seconds = pod.spec().terminationGracePeriodSeconds();
    String phase = pod.status().phase();
    boolean unplaced = pod.spec().nodeName().isEmpty();
    boolean finished = phase.equals("Failed") || phase.equals("Succeeded");
    return unplaced || finished || seconds == null ? 0 : Math.max(1, seconds);
  }

  private static PodSpec alignedWithOld(PodSpec spec, PodSpec old) {
    boolean renamed = !spec.serviceAccountName().equals(old.serviceAccountName());
    return spec.with(
        draft -> {
          if (renamed || spec.serviceAccount().isEmpty()) {
            draft.serviceAccount(spec.serviceAccountName());
          }
        });
  }

  private static PodCondition gated(@Nullable Time since) {
    return PodCondition.builder()
        .type("PodScheduled")
        .status("False")
        .reason("SchedulingGated")
        .message("Scheduling is blocked due to non-empty scheduling gates")
        .lastTransitionTime(since)
        .build();
  }

  private static final List<SelectableField<Pod>> FIELDS =
      List.of(
          new SelectableField<>("spec.nodeName", pod -> pod.spec().nodeName()),
          new SelectableField<>("spec.host", pod -> pod.spec().nodeName()),
          new SelectableField<>("spec.restartPolicy", pod -> pod.spec().restartPolicy()),
          new SelectableField<>("spec.schedulerName", pod -> pod.spec().schedulerName()),
          new SelectableField<>("spec.serviceAccountName", pod -> pod.spec().serviceAccountName()),
          new SelectableField<>(
              "spec.hostNetwork", pod -> Boolean.toString(pod.spec().hostNetwork())),
          new SelectableField<>("status.phase", pod -> pod.status().phase()),
          new SelectableField<>(
              "status.podIP",
              pod ->
                  pod.status().podIPs().isEmpty()
                      ? pod.status().podIP()
                      : pod.status().podIPs().getFirst().ip()),
          new SelectableField<>(
              "status.podIPs",
              pod ->
                  pod.status().podIPs().isEmpty()
                      ? pod.status().podIP()
                      : pod.status().podIPs().getFirst().ip()),
          new SelectableField<>(
              "status.nominatedNodeName", pod -> pod.status().nominatedNodeName()));
}
