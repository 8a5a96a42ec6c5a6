package io.kubejar.cluster;

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
import io.kubejar.controllers.podgc.PodGarbageCollector;
import io.kubejar.controllers.replicaset.ReplicaSetController;
import io.kubejar.controllers.resourcequota.ResourceQuotaController;
import io.kubejar.controllers.rootca.RootCaController;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.serviceaccount.ServiceAccountController;
import io.kubejar.controllers.statefulset.StatefulSetController;
import io.kubejar.controllers.tainteviction.TaintEvictionController;
import java.util.List;
import java.util.function.Function;

/// The controllers that run by default.
final class ControllerList {
  private ControllerList() {}

  /// @param contexts gives each controller the API with the rights of its own service account
  /// @param authorityPem the authority of the API server's certificate
  /// @param podRange the addresses of all pods, of which each node gets a part
  static List<Controller> of(
      Function<String, ControllerContext> contexts, String authorityPem, String podRange) {
    ControllerContext nodes = contexts.apply("node-controller");
    return List.of(
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
        ReplicaSetController.ofReplicationControllers(contexts.apply("replication-controller")),
        new DeploymentController(contexts.apply("deployment-controller")),
        new StatefulSetController(contexts.apply("statefulset-controller")),
        new DaemonSetController(contexts.apply("daemon-set-controller")),
        new JobController(contexts.apply("job-controller")),
        new TtlAfterFinishedController(contexts.apply("ttl-after-finished-controller")),
        new CronJobController(contexts.apply("cronjob-controller")),
        new DisruptionController(contexts.apply("disruption-controller")),
        new ResourceQuotaController(contexts.apply("resourcequota-controller")),
        new EndpointSliceMirroringController(contexts.apply("endpointslicemirroring-controller")),
        new ClusterRoleAggregationController(contexts.apply("clusterrole-aggregation-controller")));
  }
}
