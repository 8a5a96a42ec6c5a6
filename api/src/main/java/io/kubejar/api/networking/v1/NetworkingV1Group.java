package io.kubejar.api.networking.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `networking.k8s.io`, version `v1`.
public final class NetworkingV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          IngressClassKind.INGRESS_CLASS,
          IngressKind.INGRESS,
          IPAddressKind.IP_ADDRESS,
          NetworkPolicyKind.NETWORK_POLICY,
          ServiceCIDRKind.SERVICE_CIDR);

  private NetworkingV1Group() {}
}
