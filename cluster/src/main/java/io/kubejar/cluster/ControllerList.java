package io.kubejar.cluster;

import io.kubejar.controllers.bootstraptoken.BootstrapSigner;
import io.kubejar.controllers.bootstraptoken.TokenCleaner;
import io.kubejar.controllers.certificates.ApprovingController;
import io.kubejar.controllers.certificates.CertificateCleaner;
import io.kubejar.controllers.certificates.Signer;
import io.kubejar.controllers.certificates.SigningAuthority;
import io.kubejar.controllers.certificates.SigningController;
import io.kubejar.controllers.clusterroleaggregation.ClusterRoleAggregationController;
import io.kubejar.controllers.cronjob.CronJobController;
import io.kubejar.controllers.daemonset.DaemonSetController;
import io.kubejar.controllers.deployment.DeploymentController;
import io.kubejar.controllers.disruption.DisruptionController;
import io.kubejar.controllers.endpoints.EndpointsController;
import io.kubejar.controllers.endpointslice.EndpointSliceController;
import io.kubejar.controllers.endpointslice.EndpointSliceMirroringController;
import io.kubejar.controllers.garbagecollector.GarbageCollector;
import io.kubejar.controllers.job.JobController;
import io.kubejar.controllers.job.TtlAfterFinishedController;
import io.kubejar.controllers.namespace.NamespaceController;
import io.kubejar.controllers.nodeipam.NodeIpamController;
import io.kubejar.controllers.nodelifecycle.NodeLifecycleController;
import io.kubejar.controllers.nodettl.NodeTtlController;
import io.kubejar.controllers.podautoscaler.PodAutoscaler;
import io.kubejar.controllers.podgc.PodGarbageCollector;
import io.kubejar.controllers.policystatus.PolicyStatusController;
import io.kubejar.controllers.replicaset.ReplicaSetController;
import io.kubejar.controllers.resourceclaim.ResourceClaimController;
import io.kubejar.controllers.resourcequota.ResourceQuotaController;
import io.kubejar.controllers.rootca.RootCaController;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.serviceaccount.LegacyTokenCleaner;
import io.kubejar.controllers.serviceaccount.ServiceAccountController;
import io.kubejar.controllers.serviceaccount.TokenMaker;
import io.kubejar.controllers.serviceaccount.TokensController;
import io.kubejar.controllers.servicecidr.ServiceCidrController;
import io.kubejar.controllers.statefulset.StatefulSetController;
import io.kubejar.controllers.tainteviction.TaintEvictionController;
import io.kubejar.controllers.volume.AttributesClassProtection;
import io.kubejar.controllers.volume.ClaimProtection;
import io.kubejar.controllers.volume.EphemeralVolumeController;
import io.kubejar.controllers.volume.VolumeBinder;
import io.kubejar.controllers.volume.VolumeProtection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The controllers that run by default.
final class ControllerList {
  /// The account of what acts as the whole of the controllers.
  static final String MANAGER = "";

  private ControllerList() {}

  /// @param contexts gives each controller the API with the rights of its own service account
  /// @param authorityPem the authority of the API server's certificate
  /// @param signing in whose name certificates are signed; null to leave requests to others
  /// @param tokens signs the tokens that secrets hold; null to leave such secrets as they are
  /// @param podRange the addresses of all pods, of which each node gets a part
  static List<Controller> of(
      Function<String, ControllerContext> contexts,
      String authorityPem,
      @Nullable SigningAuthority signing,
      @Nullable TokenMaker tokens,
      String podRange) {
    ControllerContext nodes = contexts.apply("node-controller");
    List<Controller> all =
        new ArrayList<>(
            List.of(
                new NodeLifecycleController(nodes),
                new NodeIpamController(nodes, List.of(podRange)),
                new TaintEvictionController(nodes),
                new ServiceAccountController(contexts.apply("service-account-controller")),
                new RootCaController(contexts.apply("root-ca-cert-publisher"), authorityPem),
                new NamespaceController(contexts.apply("namespace-controller")),
                new GarbageCollector(contexts.apply("generic-garbage-collector")),
                new PodGarbageCollector(contexts.apply("pod-garbage-collector")),
                new EndpointSliceController(contexts.apply("endpointslice-controller")),
                new EndpointsController(contexts.apply("endpoint-controller")),
                ReplicaSetController.ofReplicaSets(contexts.apply("replicaset-controller")),
                ReplicaSetController.ofReplicationControllers(
                    contexts.apply("replication-controller")),
                new DeploymentController(contexts.apply("deployment-controller")),
                new StatefulSetController(contexts.apply("statefulset-controller")),
                new DaemonSetController(contexts.apply("daemon-set-controller")),
                new JobController(contexts.apply("job-controller")),
                new TtlAfterFinishedController(contexts.apply("ttl-after-finished-controller")),
                new CronJobController(contexts.apply("cronjob-controller")),
                new DisruptionController(contexts.apply("disruption-controller")),
                new ResourceQuotaController(contexts.apply("resourcequota-controller")),
                new EndpointSliceMirroringController(
                    contexts.apply("endpointslicemirroring-controller")),
                new ClusterRoleAggregationController(
                    contexts.apply("clusterrole-aggregation-controller")),
                new PodAutoscaler(contexts.apply("horizontal-pod-autoscaler")),
                new PolicyStatusController(
                    contexts.apply("validatingadmissionpolicy-status-controller")),
                new NodeTtlController(contexts.apply("ttl-controller")),
                new VolumeBinder(contexts.apply("persistent-volume-binder")),
                new VolumeProtection(contexts.apply("pv-protection-controller")),
                new ClaimProtection(contexts.apply("pvc-protection-controller")),
                new AttributesClassProtection(
                    contexts.apply("volumeattributesclass-protection-controller")),
                new EphemeralVolumeController(contexts.apply("ephemeral-volume-controller")),
                new ResourceClaimController(contexts.apply("resource-claim-controller")),
                new ServiceCidrController(contexts.apply("service-cidrs-controller")),
                new LegacyTokenCleaner(contexts.apply("legacy-service-account-token-cleaner")),
                new BootstrapSigner(contexts.apply("bootstrap-signer")),
                new TokenCleaner(contexts.apply("token-cleaner"))));
    ControllerContext certificates = contexts.apply("certificate-controller");
    all.add(new ApprovingController(certificates));
    all.add(new CertificateCleaner(certificates));
    if (tokens != null) {
      all.add(new TokensController(contexts.apply(MANAGER), tokens, authorityPem));
    }
    if (signing != null) {
      for (Signer signer : Signer.values()) {
        all.add(new SigningController(certificates, signer, signing));
      }
    }
    return List.copyOf(all);
  }
}
