package io.kubejar.controllers.statefulset;

import io.kubejar.api.apps.v1.StatefulSet;
import io.kubejar.api.apps.v1.StatefulSetKind;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimVolumeSource;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.controllers.runtime.PodControl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Names, labels and claims of a stateful set's pods. Pure functions.
final class Identity {
  static final String REVISION = "controller-revision-hash";
  private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
  private static final String POD_INDEX = "apps.kubernetes.io/pod-index";

  private Identity() {}

  static int start(StatefulSet set) {
    return set.spec().ordinals() == null ? 0 : set.spec().ordinals().start();
  }

  static int replicas(StatefulSet set) {
    Integer replicas = set.spec().replicas();
    return replicas == null ? 1 : replicas;
  }

  /// The pod's number, or -1 when its name is not that of a pod of the set.
  static int ordinal(StatefulSet set, Pod pod) {
    String prefix = set.metadata().name() + "-";
    String name = pod.metadata().name();
    if (!name.startsWith(prefix)) {
      return -1;
    }
    String digits = name.substring(prefix.length());
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// Whether a number is among those the set now asks for.
  static boolean isWanted(StatefulSet set, int ordinal) {
    return ordinal >= start(set) && ordinal < start(set) + replicas(set);
  }

  static String podName(StatefulSet set, int ordinal) {
    return set.metadata().name() + "-" + ordinal;
  }

  /// The name of the revision that a pod was made from.
  static String revision(Pod pod) {
    return pod.metadata().labels().getOrDefault(REVISION, "");
  }

  /// A pod of a number, made from a revision's template.
  static Pod pod(StatefulSet set, int ordinal, PodTemplateSpec template, String revision) {
    String name = podName(set, ordinal);
    Pod pod = PodControl.fromTemplate(StatefulSetKind.STATEFUL_SET, set, template);
    Map<String, String> labels = labels(pod, name, ordinal);
    labels.put(REVISION, revision);
    return pod.with(
        b ->
            b.metadata(m -> m.name(name).labels(labels))
                .spec(
                    s ->
                        s.hostname(name)
                            .subdomain(set.spec().serviceName())
                            .volumes(volumes(set, ordinal, template.spec().volumes()))));
  }

  /// Whether the labels say who the pod is.
  static boolean isLabeled(Pod pod) {
    return pod.metadata().name().equals(pod.metadata().labels().get(POD_NAME));
  }

  static Pod labeled(StatefulSet set, Pod pod) {
    Map<String, String> labels = labels(pod, pod.metadata().name(), ordinal(set, pod));
    return pod.with(b -> b.metadata(m -> m.labels(labels)));
  }

  private static Map<String, String> labels(Pod pod, String name, int ordinal) {
    Map<String, String> labels = new TreeMap<>(pod.metadata().labels());
    labels.put(POD_NAME, name);
    labels.put(POD_INDEX, Integer.toString(ordinal));
    return labels;
  }

  private static List<Volume> volumes(StatefulSet set, int ordinal, List<Volume> ofTemplate) {
    List<Volume> volumes = new ArrayList<>();
    Map<String, PersistentVolumeClaim> claims = claims(set, ordinal);
    claims.forEach(
        (volume, claim) ->
            volumes.add(
                Volume.builder()
                    .name(volume)
                    .persistentVolumeClaim(
                        PersistentVolumeClaimVolumeSource.builder()
                            .claimName(claim.metadata().name())
                            .build())
                    .build()));
    for (Volume volume : ofTemplate) {
      if (!claims.containsKey(volume.name())) {
        volumes.add(volume);
      }
    }
    return volumes;
  }

  /// The claims of a pod of a number, by the names of their volumes.
  static Map<String, PersistentVolumeClaim> claims(StatefulSet set, int ordinal) {
    LabelSelector selector = set.spec().selector();
    Map<String, String> matched = selector == null ? Map.of() : selector.matchLabels();
    Map<String, PersistentVolumeClaim> claims = new LinkedHashMap<>();
    for (PersistentVolumeClaim template : set.spec().volumeClaimTemplates()) {
      String volume = template.metadata().name();
      Map<String, String> labels = new TreeMap<>(template.metadata().labels());
      labels.putAll(matched);
      claims.put(
          volume,
          template.with(
              b ->
                  b.metadata(
                      m ->
                          m.name(volume + "-" + podName(set, ordinal))
                              .namespace(set.metadata().namespace())
                              .labels(labels))));
    }
    return claims;
  }
}
