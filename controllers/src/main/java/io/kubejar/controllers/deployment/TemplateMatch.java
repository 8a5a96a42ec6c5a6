package io.kubejar.controllers.deployment;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.TemplateHash;
import java.util.Map;
import java.util.TreeMap;

/// Which replica set belongs to a deployment's template, and what a new one looks like.
final class TemplateMatch {
  static final String HASH = "pod-template-hash";

  private TemplateMatch() {}

  /// Whether templates are equal but for the hash in their labels.
  static boolean same(PodTemplateSpec left, PodTemplateSpec right) {
    return withoutHash(left).equals(withoutHash(right));
  }

  private static PodTemplateSpec withoutHash(PodTemplateSpec template) {
    if (!template.metadata().labels().containsKey(HASH)) {
      return template;
    }
    Map<String, String> labels = new TreeMap<>(template.metadata().labels());
    labels.remove(HASH);
    return template.with(t -> t.metadata(m -> m.labels(labels)));
  }

  /// A set of no pods yet, named after the template's hash.
  static ReplicaSet newSet(Deployment deployment, int revision) {
    String hash =
        TemplateHash.of(deployment.spec().template(), deployment.status().collisionCount());
    Map<String, String> labels = withHash(deployment.spec().template().metadata().labels(), hash);
    LabelSelector selector = deployment.spec().selector();
    LabelSelector base = selector == null ? LabelSelector.builder().build() : selector;
    return ReplicaSet.builder()
        .metadata(
            m ->
                m.name(deployment.metadata().name() + "-" + hash)
                    .namespace(deployment.metadata().namespace())
                    .labels(labels)
                    .annotations(
                        RevisionAnnotations.withSize(
                            deployment,
                            RevisionAnnotations.ofNewest(deployment, Map.of(), revision)))
                    .ownerReferences(Owners.reference(DeploymentKind.DEPLOYMENT, deployment)))
        .spec(
            s ->
                s.replicas(0)
                    .minReadySeconds(deployment.spec().minReadySeconds())
                    .selector(base.with(b -> b.matchLabels(withHash(base.matchLabels(), hash))))
                    .template(
                        deployment.spec().template().with(t -> t.metadata(m -> m.labels(labels)))))
        .build();
  }

  private static Map<String, String> withHash(Map<String, String> labels, String hash) {
    Map<String, String> copy = new TreeMap<>(labels);
    copy.put(HASH, hash);
    return copy;
  }
}
