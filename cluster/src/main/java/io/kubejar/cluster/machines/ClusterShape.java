package io.kubejar.cluster.machines;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What all machines of a cluster have to agree on: kubeadm's `ClusterConfiguration`, which the
/// config map `kubeadm-config` keeps.
///
/// @param name the cluster's name
/// @param version of Kubernetes
/// @param endpoint where the cluster is found: a host with a port
/// @param domain the DNS domain of services
/// @param podRange the addresses of pods
/// @param serviceRange the addresses of services
/// @param state where what the cluster keeps is
public record ClusterShape(
    String name,
    String version,
    String endpoint,
    String domain,
    String podRange,
    String serviceRange,
    State state) {
  /// The config map's name.
  public static final String CONFIG_MAP = "kubeadm-config";

  /// Where clients reach the etcds beside the servers; kubeadm has it on their pods.
  private static final String MEMBERS = "kubeadm.kubernetes.io/etcd.advertise-client-urls";

  private static final String KEY = "ClusterConfiguration";

  /// Where what the cluster keeps is.
  public sealed interface State {
    /// On the first server.
    record First() implements State {}

    /// In an etcd that others look after.
    record External(List<URI> endpoints) implements State {
      public External {
        endpoints = List.copyOf(endpoints);
      }
    }

    /// In an etcd with a member beside each server.
    ///
    /// @param directory where a member has its data
    /// @param members where clients reach them
    record Stacked(String directory, List<URI> members) implements State {
      public Stacked {
        members = List.copyOf(members);
      }
    }
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
    Map<String, String> annotations = Map.of();
    switch (state) {
      case State.First() -> {}
      case State.External(List<URI> all) -> {
        List<JsonValue> endpoints = all.stream().map(it -> JsonValue.of(it.toString())).toList();
        document = withEtcd(document, "external", "endpoints", new JsonValue.Array(endpoints));
      }
      case State.Stacked(String directory, List<URI> members) -> {
        document = withEtcd(document, "local", "dataDir", JsonValue.of(directory));
        annotations = Map.of(MEMBERS, joined(members));
      }
    }
    Map<String, String> noted = annotations;
    return ConfigMap.builder()
        .metadata(it -> it.name(CONFIG_MAP).namespace("kube-system").annotations(noted))
        .data(Map.of(KEY, Yaml.print(document)))
        .build();
  }

  private static JsonValue.Obj withEtcd(
      JsonValue.Obj document, String kind, String key, JsonValue value) {
    return document.with(
        "etcd", JsonValue.Obj.EMPTY.with(kind, JsonValue.Obj.EMPTY.with(key, value)));
  }

  private static String joined(List<URI> all) {
    return String.join(",", all.stream().map(URI::toString).toList());
  }

  /// Notes in the config map which members of etcd there are, for machines that join.
  ///
  /// @param client an administrator's
  public static void announce(Client client, State.Stacked etcd) {
    var maps = client.resources(ConfigMapKind.CONFIG_MAP, "kube-system");
    ConfigMap map = maps.get(CONFIG_MAP);
    String members = joined(etcd.members());
    Map<String, String> data = new LinkedHashMap<>(map.data());
    data.computeIfPresent(KEY, (_, text) -> stacked(text, etcd.directory()));
    if (members.equals(map.metadata().annotations().get(MEMBERS)) && data.equals(map.data())) {
      return;
    }
    Map<String, String> annotations = new LinkedHashMap<>(map.metadata().annotations());
    annotations.put(MEMBERS, members);
    maps.update(map.with(it -> it.metadata(m -> m.annotations(annotations)).data(data)));
  }

  /// The document of a cluster whose first server kept the state itself, and now has an etcd; any
  /// other one as it is.
  private static String stacked(String text, String directory) {
    try {
      return Yaml.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonValue.Obj document
              && state(document.object("etcd"), "") instanceof State.First
          ? Yaml.print(withEtcd(document, "local", "dataDir", JsonValue.of(directory)))
          : text;
    } catch (RuntimeException unreadable) {
      // Somebody else's words; those who join are told.
      return text;
    }
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
    State state;
    try {
      state =
          state(document.object("etcd"), map.metadata().annotations().getOrDefault(MEMBERS, ""));
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
        state);
  }

  private static State state(JsonValue.Obj etcd, String members) {
    String directory = etcd.object("local").text("dataDir");
    if (!directory.isEmpty()) {
      return new State.Stacked(
          directory,
          Stream.of(members.split(",")).filter(each -> !each.isBlank()).map(URI::create).toList());
    }
    List<URI> endpoints =
        etcd.object("external").items("endpoints").stream()
            .map(each -> each instanceof JsonValue.Text(String value) ? URI.create(value) : null)
            .filter(Objects::nonNull)
            .toList();
    return endpoints.isEmpty() ? new State.First() : new State.External(endpoints);
  }
}
