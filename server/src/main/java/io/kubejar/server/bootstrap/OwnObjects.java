package io.kubejar.server.bootstrap;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.EndpointAddress;
import io.kubejar.api.core.v1.EndpointPort;
import io.kubejar.api.core.v1.EndpointSubset;
import io.kubejar.api.core.v1.Endpoints;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.networking.v1.ServiceCIDR;
import io.kubejar.api.rbac.v1.ClusterRoleBinding;
import io.kubejar.api.rbac.v1.RoleRef;
import io.kubejar.api.rbac.v1.Subject;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.Time;
import io.kubejar.server.registry.Configuration;
import io.kubejar.wire.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The first objects that say something of this very cluster.
final class OwnObjects {
  private final BootstrapOptions options;
  private final Clock clock;

  OwnObjects(BootstrapOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  ServiceCIDR serviceCidr() {
    return ServiceCIDR.builder()
        .metadata(it -> it.name("kubernetes"))
        .spec(it -> it.cidrs(options.serviceCidrs()))
        .build();
  }

  /// The status of the range, as it is applied.
  Configuration serviceCidrReady() {
    JsonValue.Obj condition =
        JsonValue.Obj.EMPTY
            .with("type", JsonValue.of("Ready"))
            .with("status", JsonValue.of("True"))
            .with("lastTransitionTime", JsonValue.of(new Time(clock.instant()).toString()))
            .with("message", JsonValue.of("Kubernetes default Service CIDR is ready"));
    JsonValue.Obj document =
        JsonValue.Obj.EMPTY
            .with("apiVersion", JsonValue.of("networking.k8s.io/v1"))
            .with("kind", JsonValue.of("ServiceCIDR"))
            .with("metadata", JsonValue.Obj.EMPTY.with("name", JsonValue.of("kubernetes")))
            .with(
                "status",
                JsonValue.Obj.EMPTY.with("conditions", new JsonValue.Array(List.of(condition))));
    return new Configuration(document, true, null);
  }

  Service service() {
    return Service.builder()
        .metadata(
            it ->
                it.name("kubernetes")
                    .namespace("default")
                    .labels(Map.of("component", "apiserver", "provider", "kubernetes")))
        .spec(
            it ->
                it.type("ClusterIP")
                    .clusterIP(options.serviceAddress())
                    .clusterIPs(options.serviceAddress())
                    .sessionAffinity("None")
                    .ipFamilies(family())
                    .ipFamilyPolicy("SingleStack")
                    .internalTrafficPolicy("Cluster")
                    .ports(
                        ServicePort.builder()
                            .name("https")
                            .protocol("TCP")
                            .port(443)
                            .targetPort(IntOrString.of(options.port()))
                            .build()))
        .build();
  }

  /// The servers' addresses as the service's endpoints.
  Endpoints endpoints(List<String> addresses) {
    var subset =
        EndpointSubset.builder()
            .addresses(
                addresses.stream()
                    .map(address -> EndpointAddress.builder().ip(address).build())
                    .toList())
            .ports(
                EndpointPort.builder().name("https").port(options.port()).protocol("TCP").build())
            .build();
    return Endpoints.builder()
        .metadata(
            it ->
                it.name("kubernetes")
                    .namespace("default")
                    .labels(Map.of("endpointslice.kubernetes.io/skip-mirror", "true")))
        .subsets(subset)
        .build();
  }

  EndpointSlice endpointSlice(List<String> addresses) {
    List<Endpoint> endpoints =
        addresses.stream()
            .map(
                address ->
                    Endpoint.builder().addresses(address).conditions(it -> it.ready(true)).build())
            .toList();
    return EndpointSlice.builder()
        .metadata(
            it ->
                it.name("kubernetes")
                    .namespace("default")
                    .labels(Map.of("kubernetes.io/service-name", "kubernetes")))
        .addressType(family())
        .endpoints(endpoints)
        .ports(
            io.kubejar.api.discovery.v1.EndpointPort.builder()
                .name("https")
                .protocol("TCP")
                .port(options.port())
                .build())
        .build();
  }

  /// How extension servers check who calls them.
  ConfigMap authentication() {
    Map<String, String> data = new HashMap<>();
    data.put("client-ca-file", options.authorityPem());
    if (options.frontProxyPem() != null) {
      data.put("requestheader-client-ca-file", options.frontProxyPem());
      data.put("requestheader-allowed-names", "[\"front-proxy-client\"]");
      data.put("requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
      data.put("requestheader-group-headers", "[\"X-Remote-Group\"]");
      data.put("requestheader-username-headers", "[\"X-Remote-User\"]");
    }
    return ConfigMap.builder()
        .metadata(it -> it.name("extension-apiserver-authentication").namespace("kube-system"))
        .data(data)
        .build();
  }

  /// How to reach this cluster, for who joins it.
  ConfigMap clusterInfo() {
    String authority =
        Base64.getEncoder()
            .encodeToString(options.authorityPem().getBytes(StandardCharsets.US_ASCII));
    String kubeconfig =
        """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: %s
            server: https://%s
          name: ""
        contexts: null
        current-context: ""
        kind: Config
        preferences: {}
        users: null
        """
            .formatted(authority, options.endpoint());
    return ConfigMap.builder()
        .metadata(it -> it.name("cluster-info").namespace("kube-public"))
        .data(Map.of("kubeconfig", kubeconfig))
        .build();
  }

  /// Since when the use of long-lived tokens is noted.
  ConfigMap tokenTracking() {
    String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    return ConfigMap.builder()
        .metadata(
            it ->
                it.name("kube-apiserver-legacy-service-account-token-tracking")
                    .namespace("kube-system"))
        .data(Map.of("since", today))
        .build();
  }

  /// Lets the API server call nodes.
  ClusterRoleBinding kubeletClient() {
    return ClusterRoleBinding.builder()
        .metadata(it -> it.name("kubejar:apiserver-kubelet-client"))
        .roleRef(
            RoleRef.builder()
                .apiGroup("rbac.authorization.k8s.io")
                .kind("ClusterRole")
                .name("system:kubelet-api-admin")
                .build())
        .subjects(
            Subject.builder()
                .kind("User")
                .apiGroup("rbac.authorization.k8s.io")
                .name("apiserver-kubelet-client")
                .build())
        .build();
  }

  private String family() {
    return options.serviceAddress().indexOf(':') >= 0 ? "IPv6" : "IPv4";
  }
}
