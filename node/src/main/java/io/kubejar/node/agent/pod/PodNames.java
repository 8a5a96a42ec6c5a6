package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import org.jspecify.annotations.Nullable;

/// How pods are named in messages, on disk and to themselves.
final class PodNames {
  private static final int LONGEST_HOSTNAME = 63;

  private PodNames() {}

  /// `name_namespace(uid)`, as messages name a pod.
  static String message(Pod pod) {
    return pod.metadata().name()
        + "_"
        + pod.metadata().namespace()
        + "("
        + pod.metadata().uid()
        + ")";
  }

  /// `namespace_name_uid`, the directory of its logs.
  static String logDirectory(Pod pod) {
    return pod.metadata().namespace() + "_" + pod.metadata().name() + "_" + pod.metadata().uid();
  }

  /// What the pod calls itself.
  static String hostname(Pod pod, String clusterDomain) {
    if (pod.spec().hostnameOverride() != null) {
      return pod.spec().hostnameOverride();
    }
    String name = pod.spec().hostname().isEmpty() ? pod.metadata().name() : pod.spec().hostname();
    if (name.length() > LONGEST_HOSTNAME) {
      name = name.substring(0, LONGEST_HOSTNAME).replaceAll("[-.]+$", "");
    }
    String full = qualified(pod, name, clusterDomain);
    return Boolean.TRUE.equals(pod.spec().setHostnameAsFQDN()) && full != null ? full : name;
  }

  /// The pod's full name in the cluster's domain, if it belongs to a subdomain.
  static @Nullable String qualified(Pod pod, String hostname, String clusterDomain) {
    return pod.spec().subdomain().isEmpty()
        ? null
        : hostname
            + "."
            + pod.spec().subdomain()
            + "."
            + pod.metadata().namespace()
            + ".svc."
            + clusterDomain;
  }
}
