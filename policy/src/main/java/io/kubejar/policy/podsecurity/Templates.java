package io.kubejar.policy.podsecurity;

import io.kubejar.api.apps.v1.DaemonSet;
import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.StatefulSet;
import io.kubejar.api.batch.v1.CronJob;
import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.core.v1.PodTemplate;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.ReplicationController;
import io.kubejar.api.meta.v1.ApiObject;
import org.jspecify.annotations.Nullable;

/// Finds the template that an object makes pods from.
final class Templates {
  private Templates() {}

  static @Nullable PodTemplateSpec of(@Nullable ApiObject object) {
    return switch (object) {
      case Deployment it -> it.spec().template();
      case ReplicaSet it -> it.spec().template();
      case StatefulSet it -> it.spec().template();
      case DaemonSet it -> it.spec().template();
      case Job it -> it.spec().template();
      case CronJob it -> it.spec().jobTemplate().spec().template();
      case ReplicationController it -> it.spec().template();
      case PodTemplate it -> it.template();
      case null, default -> null;
    };
  }
}
