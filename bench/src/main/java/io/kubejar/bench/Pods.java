package io.kubejar.bench;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.EnvVar;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodIP;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.core.v1.VolumeMount;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Pods as clusters have them: of a deployment, running, of about 2.6 KB and 8.5 KB of JSON.
final class Pods {
  private static final int SMALL_VARIABLES = 3;
  private static final int LARGE_VARIABLES = 24;

  private Pods() {}

  static Pod small(int number) {
    return pod(number, 1, SMALL_VARIABLES);
  }

  static Pod large(int number) {
    return pod(number, 3, LARGE_VARIABLES);
  }

  private static Pod pod(int number, int containers, int variables) {
    String name = "web-7c5b8d6f4-" + Integer.toString(46_656 + number, 36);
    Time time = new Time(Instant.ofEpochSecond(1_767_225_600L + number));
    List<Container> specs = new ArrayList<>();
    List<ContainerStatus> statuses = new ArrayList<>();
    for (int i = 0; i < containers; i++) {
      specs.add(container("c" + i, variables));
      statuses.add(
          ContainerStatus.builder()
              .name("c" + i)
              .image("registry.example.com/shop/web:1.27.3")
              .imageID("registry.example.com/shop/web@sha256:" + "ab12".repeat(16))
              .containerID("containerd://" + Integer.toHexString(number) + "cd34".repeat(15))
              .ready(true)
              .started(true)
              .build());
    }
    List<PodCondition> conditions = new ArrayList<>();
    for (String type :
        List.of(
            "PodReadyToStartContainers",
            "Initialized",
            "Ready",
            "ContainersReady",
            "PodScheduled")) {
      conditions.add(
          PodCondition.builder()
              .type(type)
              .status("True")
              .observedGeneration(1)
              .lastTransitionTime(time)
              .build());
    }
    String address = "10.244." + (number >> 8 & 255) + "." + (number & 255);
    return Pod.builder()
        .metadata(
            m ->
                m.name(name)
                    .generateName("web-7c5b8d6f4-")
                    .namespace("shop")
                    .uid("%08x-0000-4000-8000-000000000000".formatted(number))
                    .resourceVersion(Integer.toString(100_000 + number))
                    .generation(1)
                    .creationTimestamp(time)
                    .labels(Map.of("app", "web", "pod-template-hash", "7c5b8d6f4", "tier", "front"))
                    .ownerReferences(
                        List.of(
                            OwnerReference.builder()
                                .apiVersion("apps/v1")
                                .kind("ReplicaSet")
                                .name("web-7c5b8d6f4")
                                .uid("11111111-2222-4333-8444-555555555555")
                                .controller(true)
                                .blockOwnerDeletion(true)
                                .build())))
        .spec(
            s ->
                s.containers(specs)
                    .restartPolicy("Always")
                    .terminationGracePeriodSeconds(30L)
                    .dnsPolicy("ClusterFirst")
                    .serviceAccountName("default")
                    .serviceAccount("default")
                    .nodeName("node-" + number % 100)
                    .schedulerName("default-scheduler")
                    .priority(0)
                    .enableServiceLinks(true)
                    .preemptionPolicy("PreemptLowerPriority")
                    .tolerations(
                        List.of(
                            toleration("node.kubernetes.io/not-ready"),
                            toleration("node.kubernetes.io/unreachable"))))
        .status(
            s ->
                s.phase("Running")
                    .observedGeneration(1)
                    .conditions(conditions)
                    .hostIP("192.168.1.10")
                    .podIP(address)
                    .podIPs(List.of(PodIP.builder().ip(address).build()))
                    .startTime(time)
                    .qosClass("Burstable")
                    .containerStatuses(statuses))
        .build();
  }

  private static Toleration toleration(String key) {
    return Toleration.builder()
        .key(key)
        .operator("Exists")
        .effect("NoExecute")
        .tolerationSeconds(300L)
        .build();
  }

  private static Container container(String name, int variables) {
    List<EnvVar> environment = new ArrayList<>();
    for (int i = 0; i < variables; i++) {
      environment.add(
          EnvVar.builder()
              .name("SETTING_NUMBER_" + i)
              .value("value-of-the-setting-number-" + i)
              .build());
    }
    return Container.builder()
        .name(name)
        .image("registry.example.com/shop/web:1.27.3")
        .env(environment)
        .resources(
            ResourceRequirements.builder()
                .requests(Map.of("cpu", Quantity.parse("100m"), "memory", Quantity.parse("128Mi")))
                .limits(Map.of("memory", Quantity.parse("256Mi")))
                .build())
        .volumeMounts(
            List.of(
                VolumeMount.builder()
                    .name("kube-api-access")
                    .mountPath("/var/run/secrets/kubernetes.io/serviceaccount")
                    .readOnly(true)
                    .build()))
        .terminationMessagePath("/dev/termination-log")
        .terminationMessagePolicy("File")
        .imagePullPolicy("IfNotPresent")
        .build();
  }
}
