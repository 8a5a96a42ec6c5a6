package io.kubejar.server.features;

import io.kubejar.api.kind.Kind;
import java.util.Map;
import java.util.function.Predicate;

/// Which kinds are served: those that the runtime configuration says, as far as the features that
/// they are a part of are on.
public final class ServedFeatures implements Predicate<Kind<?>> {
  /// The gates of features that bring resources, by these.
  private static final Map<String, String> GATES =
      Map.of(
          "clustertrustbundles.certificates.k8s.io", "ClusterTrustBundle",
          "podcertificaterequests.certificates.k8s.io", "PodCertificateRequest",
          "podgroups.scheduling.k8s.io", "GenericWorkload",
          "workloads.scheduling.k8s.io", "GenericWorkload",
          "resourcepoolstatusrequests.resource.k8s.io", "DRAResourcePoolStatus");

  private final RuntimeConfig config;
  private final FeatureGates gates;

  public ServedFeatures(RuntimeConfig config, FeatureGates gates) {
    this.config = config;
    this.gates = gates;
  }

  @Override
  public boolean test(Kind<?> kind) {
    String gate = GATES.get(kind.names().qualifiedResource());
    return config.serves(kind) && (gate == null || gates.isOn(gate));
  }
}
