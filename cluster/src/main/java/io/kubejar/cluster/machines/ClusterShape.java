package io.kubejar.cluster.machines;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.cli.UserException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What all machines of a cluster have to agree on: kubeadm's `ClusterConfiguration`, which the
/// config map `kubeadm-config` keeps.
///
/// @param name the cluster's name
/// @param version of Kubernetes
/// @param endpoint where the cluster is found: a host with a port
/// @param domain the DNS domain of services
/// @param podRange the addresses of pods
/// @param serviceRange the addresses of services
/// @param etcd where the state is; nowhere when the first server keeps it
public record ClusterShape(
    String name,
    String version,
    String endpoint,
    String domain,
    String podRange,
    String serviceRange,
    List<URI> etcd) {
  /// The config map's name.
  public static final String CONFIG_MAP = "kubeadm-config";

  private static final String KEY = "ClusterConfiguration";

  public ClusterShape {
    etcd = List.copyOf(etcd);
  }

  /// The config map that keeps it.
  public ConfigMap toConfigMap() {
    JsonValue.Obj networking =
        JsonValue.Obj.EMPTY
            .with("dnsDomain", JsonValue.of(domain))
            .with("podSubnet", JsonValue.of(podRange))
            .with("serviceSubnet", JsonValue.of(serviceRange));
    JsonValue.Obj document =
        JsonValue.Obj.EMPTY
            .with("apiVersion", JsonValue.of("kubeadm.k8s.io/v1beta4"))
            .with("clusterName", JsonValue.of(name))
            .with("controlPlaneEndpoint", JsonValue.of(endpoint))
            .with("kind", JsonValue.of(KEY))
            .with("kubernetesVersion", JsonValue.of(version))
            .with("networking", networking);
    if (!etcd.isEmpty()) {
      List<JsonValue> endpoints = etcd.stream().map(each -> JsonValue.of(each.toString())).toList();
      document =
          document.with(
              "etcd",
              JsonValue.Obj.EMPTY.with(
                  "external",
                  JsonValue.Obj.EMPTY.with("endpoints", new JsonValue.Array(endpoints))));
    }
    return ConfigMap.builder()
        .metadata(it -> it.name(CONFIG_MAP).namespace("kube-system"))
        .data(Map.of(KEY, Yaml.print(document)))
        .build();
  }

  /// Reads the config map.
  ///
  /// @throws UserException when it does not say enough
  public static ClusterShape of(ConfigMap map) {
    String text = map.data().getOrDefault(KEY, "");
    JsonValue parsed;
    try {
      parsed = Yaml.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      throw new UserException("the cluster's config map kubeadm-config can't be read");
    }
    if (!(parsed instanceof JsonValue.Obj document)) {
      throw new UserException("the cluster's config map kubeadm-config has no " + KEY);
    }
    JsonValue.Obj networking = document.object("networking");
    List<URI> etcd;
    try {
      etcd =
          document.object("etcd").object("external").items("endpoints").stream()
              .map(each -> each instanceof JsonValue.Text(String value) ? URI.create(value) : null)
              .filter(java.util.Objects::nonNull)
              .toList();
    } catch (IllegalArgumentException e) {
      throw new UserException("the cluster's config map kubeadm-config names no etcd to reach");
    }
    return new ClusterShape(
        document.text("clusterName"),
        document.text("kubernetesVersion"),
        document.text("controlPlaneEndpoint"),
        networking.text("dnsDomain"),
        networking.text("podSubnet"),
        networking.text("serviceSubnet"),
        etcd);
  }
}
