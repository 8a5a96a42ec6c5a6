package io.kubejar.bench.figures;

import java.util.Locale;
import java.util.function.BiConsumer;

/// The stored objects of a large cluster: nodes with their leases, namespaces, and deployments each
/// with one replica set of running pods, as controllers and nodes leave them behind.
final class LargeClusterObjects {
  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final int DEPLOYMENTS_OF_A_NAMESPACE = 100;
  private static final String HASH = "5d4f8c7b9";

  private static final String TEMPLATE =
      """
      {"metadata":{"labels":{"app":"%1$s"%2$s}},"spec":{"containers":[{"name":"web",\
      "image":"registry.example.com/shop/web:1.27.3","ports":[{"containerPort":8080,\
      "protocol":"TCP"}],"env":[{"name":"STAGE","value":"production"},{"name":"LEVEL",\
      "value":"info"}],"resources":{"limits":{"memory":"128Mi"},"requests":{"cpu":"100m",\
      "memory":"64Mi"}},"terminationMessagePath":"/dev/termination-log",\
      "terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],\
      "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst",\
      "securityContext":{},"schedulerName":"default-scheduler"}}\
      """;

  private static final String POD_SPEC =
      """
      {"volumes":[{"name":"kube-api-access-x7x2v","projected":{"sources":[{"serviceAccountToken":\
      {"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":\
      [{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace",\
      "fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}}],\
      "containers":[{"name":"web","image":"registry.example.com/shop/web:1.27.3","ports":\
      [{"containerPort":8080,"protocol":"TCP"}],"env":[{"name":"STAGE","value":"production"},\
      {"name":"LEVEL","value":"info"}],"resources":{"limits":{"memory":"128Mi"},"requests":\
      {"cpu":"100m","memory":"64Mi"}},"volumeMounts":[{"name":"kube-api-access-x7x2v",\
      "readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],\
      "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",\
      "imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always",\
      "terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default",\
      "serviceAccount":"default","nodeName":"%1$s","securityContext":{},\
      "schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready",\
      "operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":\
      "node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute",\
      "tolerationSeconds":300}],"priority":0,"enableServiceLinks":true,\
      "preemptionPolicy":"PreemptLowerPriority"}\
      """;

  private static final String POD_OWNERS =
      """
      [{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"%1$s",\
      "fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:generateName":{},"f:labels":{".":{},\
      "f:app":{},"f:pod-template-hash":{}},"f:ownerReferences":{".":{},\
      "k:{\\"uid\\":\\"%2$s\\"}":{}}},"f:spec":{"f:containers":{"k:{\\"name\\":\\"web\\"}":{".":{},\
      "f:env":{".":{},"k:{\\"name\\":\\"LEVEL\\"}":{".":{},"f:name":{},"f:value":{}},\
      "k:{\\"name\\":\\"STAGE\\"}":{".":{},"f:name":{},"f:value":{}}},"f:image":{},\
      "f:imagePullPolicy":{},"f:name":{},"f:ports":{".":{},\
      "k:{\\"containerPort\\":8080,\\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{},\
      "f:protocol":{}}},"f:resources":{".":{},"f:limits":{".":{},"f:memory":{}},"f:requests":\
      {".":{},"f:cpu":{},"f:memory":{}}},"f:terminationMessagePath":{},\
      "f:terminationMessagePolicy":{}}},"f:dnsPolicy":{},"f:enableServiceLinks":{},\
      "f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},\
      "f:terminationGracePeriodSeconds":{}}}},{"manager":"kubelet","operation":"Update",\
      "apiVersion":"v1","time":"%1$s","fieldsType":"FieldsV1","fieldsV1":{"f:status":\
      {"f:conditions":{"k:{\\"type\\":\\"ContainersReady\\"}":{".":{},"f:lastProbeTime":{},\
      "f:lastTransitionTime":{},"f:status":{},"f:type":{}},"k:{\\"type\\":\\"Initialized\\"}":\
      {".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}},\
      "k:{\\"type\\":\\"Ready\\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},\
      "f:status":{},"f:type":{}}},"f:containerStatuses":{},"f:hostIP":{},"f:phase":{},"f:podIP":{},\
      "f:podIPs":{".":{},"k:{\\"ip\\":\\"%3$s\\"}":{".":{},"f:ip":{}}},"f:startTime":{}}},\
      "subresource":"status"}]\
      """;

  private static final String POD_STATUS =
      """
      {"phase":"Running","conditions":[%1$s,%2$s,%3$s,%4$s,%5$s],"hostIP":"%6$s","hostIPs":\
      [{"ip":"%6$s"}],"podIP":"%7$s","podIPs":[{"ip":"%7$s"}],"startTime":"%8$s",\
      "containerStatuses":[{"name":"web","state":{"running":{"startedAt":"%8$s"}},"lastState":{},\
      "ready":true,"restartCount":0,"image":"registry.example.com/shop/web:1.27.3","imageID":\
      "registry.example.com/shop/web@sha256:%9$s","containerID":"containerd://%10$064x",\
      "started":true}],"qosClass":"Burstable"}\
      """;

  private final int nodes;
  private final int replicas;

  LargeClusterObjects(int nodes, int replicas) {
    this.nodes = nodes;
    this.replicas = replicas;
  }

  /// The name of a node.
  static String node(int number) {
    return "node-" + number;
  }

  /// Shows every object by its key.
  void all(int pods, BiConsumer<String, String> sink) {
    for (int i = 0; i < nodes; i++) {
      sink.accept("/registry/minions/" + node(i), nodeObject(i));
      sink.accept("/registry/leases/kube-node-lease/" + node(i), lease(i));
    }
    for (int i = 0; i * replicas < pods; i++) {
      if (i % DEPLOYMENTS_OF_A_NAMESPACE == 0) {
        String namespace = namespace(i);
        sink.accept("/registry/namespaces/" + namespace, namespaceObject(namespace));
      }
      int count = Math.min(replicas, pods - i * replicas);
      String place = namespace(i) + "/" + name(i);
      sink.accept("/registry/deployments/" + place, deployment(i, count));
      sink.accept("/registry/replicasets/" + place + "-" + HASH, replicaSet(i, count));
      for (int k = 0; k < count; k++) {
        int number = i * replicas + k;
        sink.accept("/registry/pods/" + namespace(i) + "/" + podName(i, number), pod(i, number));
      }
    }
  }

  private static String namespace(int deployment) {
    return "large-" + deployment / DEPLOYMENTS_OF_A_NAMESPACE;
  }

  private static String name(int deployment) {
    return "web-" + deployment;
  }

  private static String podName(int deployment, int number) {
    return name(deployment) + "-" + HASH + "-" + Integer.toString(46_656 * 36 + number, 36);
  }

  private static String uid(int kind, int number) {
    return String.format(Locale.ROOT, "%08x-%04x-4000-8000-000000000000", number, kind);
  }

  private static String namespaceObject(String name) {
    return """
    {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"%1$s","uid":"%2$s",\
    "creationTimestamp":"%3$s","labels":{"kubernetes.io/metadata.name":"%1$s"}},"spec":\
    {"finalizers":["kubernetes"]},"status":{"phase":"Active"}}\
    """
        .formatted(name, uid(1, name.hashCode()), TIME);
  }

  private static String nodeObject(int number) {
    String condition =
        """
        {"type":"%s","status":"%s","lastHeartbeatTime":"%s","lastTransitionTime":"%s",\
        "reason":"%s","message":"%s"}\
        """;
    String size =
        "\"cpu\":\"8\",\"ephemeral-storage\":\"100Gi\",\"memory\":\"32Gi\",\"pods\":\"110\"";
    return """
    {"kind":"Node","apiVersion":"v1","metadata":{"name":"%1$s","uid":"%2$s","creationTimestamp":\
    "%3$s","labels":{"kubernetes.io/arch":"amd64","kubernetes.io/hostname":"%1$s",\
    "kubernetes.io/os":"linux","topology.kubernetes.io/zone":"zone-%4$d"},"annotations":\
    {"node.alpha.kubernetes.io/ttl":"300"}},"spec":{"podCIDR":"%5$s","podCIDRs":["%5$s"]},\
    "status":{"capacity":{%6$s},"allocatable":{%6$s},"conditions":[%7$s,%8$s],"addresses":\
    [{"type":"InternalIP","address":"%9$s"},{"type":"Hostname","address":"%1$s"}],"nodeInfo":\
    {"machineID":"%2$s","systemUUID":"%2$s","bootID":"%2$s","kernelVersion":"6.1.0","osImage":\
    "Debian","containerRuntimeVersion":"containerd://2.1.0","kubeletVersion":"v1.36.0",\
    "kubeProxyVersion":"","operatingSystem":"linux","architecture":"amd64"},"images":[{"names":\
    ["registry.example.com/shop/web:1.27.3"],"sizeBytes":56000000}]}}\
    """
        .formatted(
            node(number),
            uid(2, number),
            TIME,
            number % 3,
            "10." + (128 + (number >> 8)) + "." + (number & 255) + ".0/24",
            size,
            condition.formatted(
                "MemoryPressure", "False", TIME, TIME, "KubeletHasSufficientMemory", "enough"),
            condition.formatted("Ready", "True", TIME, TIME, "KubeletReady", "ready"),
            address(number));
  }

  private static String address(int node) {
    return "172.16." + (node >> 8) + "." + (node & 255);
  }

  private static String lease(int number) {
    return """
    {"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"%1$s","namespace":\
    "kube-node-lease","uid":"%2$s","creationTimestamp":"%3$s","ownerReferences":[{"apiVersion":\
    "v1","kind":"Node","name":"%1$s","uid":"%4$s"}]},"spec":{"holderIdentity":"%1$s",\
    "leaseDurationSeconds":40,"renewTime":"2026-01-01T00:00:00.000000Z"}}\
    """
        .formatted(node(number), uid(3, number), TIME, uid(2, number));
  }

  private static String deployment(int number, int count) {
    String name = name(number);
    String condition =
        """
        {"type":"%s","status":"True","lastUpdateTime":"%s","lastTransitionTime":"%s",\
        "reason":"%s","message":"%s"}\
        """;
    return """
    {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"%1$s","namespace":"%2$s",\
    "uid":"%3$s","generation":1,"creationTimestamp":"%4$s","labels":{"app":"%1$s"},"annotations":\
    {"deployment.kubernetes.io/revision":"1"}},"spec":{"replicas":%5$d,"selector":{"matchLabels":\
    {"app":"%1$s"}},"template":%6$s,"strategy":{"type":"RollingUpdate","rollingUpdate":\
    {"maxUnavailable":"25%%","maxSurge":"25%%"}},"revisionHistoryLimit":10,\
    "progressDeadlineSeconds":600},"status":{"observedGeneration":1,"replicas":%5$d,\
    "updatedReplicas":%5$d,"readyReplicas":%5$d,"availableReplicas":%5$d,"conditions":[%7$s,%8$s]}}\
    """
        .formatted(
            name,
            namespace(number),
            uid(4, number),
            TIME,
            count,
            TEMPLATE.formatted(name, ""),
            condition.formatted(
                "Available",
                TIME,
                TIME,
                "MinimumReplicasAvailable",
                "Deployment has minimum availability."),
            condition.formatted(
                "Progressing",
                TIME,
                TIME,
                "NewReplicaSetAvailable",
                "ReplicaSet \\\"%s-%s\\\" has successfully progressed.".formatted(name, HASH)));
  }

  private static String replicaSet(int number, int count) {
    String name = name(number);
    String hash = ",\"pod-template-hash\":\"" + HASH + "\"";
    return """
    {"kind":"ReplicaSet","apiVersion":"apps/v1","metadata":{"name":"%1$s-%10$s","namespace":"%2$s",\
    "uid":"%3$s","generation":1,"creationTimestamp":"%4$s","labels":{"app":"%1$s"%5$s},\
    "annotations":{"deployment.kubernetes.io/desired-replicas":"%6$d",\
    "deployment.kubernetes.io/max-replicas":"%7$d","deployment.kubernetes.io/revision":"1"},\
    "ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"%1$s","uid":"%8$s",\
    "controller":true,"blockOwnerDeletion":true}]},"spec":{"replicas":%6$d,"selector":\
    {"matchLabels":{"app":"%1$s"%5$s}},"template":%9$s},"status":{"replicas":%6$d,\
    "fullyLabeledReplicas":%6$d,"readyReplicas":%6$d,"availableReplicas":%6$d,\
    "observedGeneration":1}}\
    """
        .formatted(
            name,
            namespace(number),
            uid(5, number),
            TIME,
            hash,
            count,
            count + (count + 3) / 4,
            uid(4, number),
            TEMPLATE.formatted(name, hash),
            HASH);
  }

  private String pod(int deployment, int number) {
    int place = number % nodes;
    String address =
        "10." + (128 + (place >> 8)) + "." + (place & 255) + "." + (2 + number / nodes);
    String owner = uid(5, deployment);
    return """
    {"kind":"Pod","apiVersion":"v1","metadata":{"name":"%1$s","generateName":"%2$s-%3$s-",\
    "namespace":"%4$s","uid":"%5$s","generation":1,"creationTimestamp":"%6$s","labels":{"app":\
    "%2$s","pod-template-hash":"%3$s"},"ownerReferences":[{"apiVersion":"apps/v1","kind":\
    "ReplicaSet","name":"%2$s-%3$s","uid":"%7$s","controller":true,"blockOwnerDeletion":true}],\
    "managedFields":%8$s},"spec":%9$s,"status":%10$s}\
    """
        .formatted(
            podName(deployment, number),
            name(deployment),
            HASH,
            namespace(deployment),
            uid(6, number),
            TIME,
            owner,
            POD_OWNERS.formatted(TIME, owner, address),
            POD_SPEC.formatted(node(place)),
            POD_STATUS.formatted(
                condition("PodReadyToStartContainers"),
                condition("Initialized"),
                condition("Ready"),
                condition("ContainersReady"),
                condition("PodScheduled"),
                address(place),
                address,
                TIME,
                "ab12".repeat(16),
                number));
  }

  private static String condition(String type) {
    return """
    {"type":"%s","observedGeneration":1,"status":"True","lastProbeTime":null,\
    "lastTransitionTime":"%s"}\
    """
        .formatted(type, TIME);
  }
}
