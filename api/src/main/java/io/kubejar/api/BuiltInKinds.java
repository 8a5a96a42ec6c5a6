package io.kubejar.api;

import io.kubejar.api.admissionregistration.v1.AdmissionregistrationV1Group;
import io.kubejar.api.apiextensions.v1.ApiextensionsV1Group;
import io.kubejar.api.apiregistration.v1.ApiregistrationV1Group;
import io.kubejar.api.apps.v1.AppsV1Group;
import io.kubejar.api.authentication.v1.AuthenticationV1Group;
import io.kubejar.api.authorization.v1.AuthorizationV1Group;
import io.kubejar.api.autoscaling.v1.AutoscalingV1Group;
import io.kubejar.api.autoscaling.v2.AutoscalingV2Group;
import io.kubejar.api.batch.v1.BatchV1Group;
import io.kubejar.api.certificates.v1.CertificatesV1Group;
import io.kubejar.api.coordination.v1.CoordinationV1Group;
import io.kubejar.api.core.v1.CoreV1Group;
import io.kubejar.api.discovery.v1.DiscoveryV1Group;
import io.kubejar.api.events.v1.EventsV1Group;
import io.kubejar.api.flowcontrol.v1.FlowcontrolV1Group;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.networking.v1.NetworkingV1Group;
import io.kubejar.api.node.v1.NodeV1Group;
import io.kubejar.api.policy.v1.PolicyV1Group;
import io.kubejar.api.rbac.v1.RbacV1Group;
import io.kubejar.api.resource.v1.ResourceV1Group;
import io.kubejar.api.scheduling.v1.SchedulingV1Group;
import io.kubejar.api.storage.v1.StorageV1Group;
import java.util.List;
import java.util.stream.Stream;

/// Every built-in kind.
public final class BuiltInKinds {
  private BuiltInKinds() {}

  /// The kinds that are served by default, group by group in the order of discovery.
  public static final List<Kind<?>> ALL =
      Stream.of(
              CoreV1Group.KINDS,
              AdmissionregistrationV1Group.KINDS,
              ApiextensionsV1Group.KINDS,
              ApiregistrationV1Group.KINDS,
              AppsV1Group.KINDS,
              AuthenticationV1Group.KINDS,
              AuthorizationV1Group.KINDS,
              AutoscalingV1Group.KINDS,
              AutoscalingV2Group.KINDS,
              BatchV1Group.KINDS,
              CertificatesV1Group.KINDS,
              CoordinationV1Group.KINDS,
              DiscoveryV1Group.KINDS,
              EventsV1Group.KINDS,
              FlowcontrolV1Group.KINDS,
              NetworkingV1Group.KINDS,
              NodeV1Group.KINDS,
              PolicyV1Group.KINDS,
              RbacV1Group.KINDS,
              ResourceV1Group.KINDS,
              SchedulingV1Group.KINDS,
              StorageV1Group.KINDS)
          .<Kind<?>>flatMap(List::stream)
          .toList();
}
