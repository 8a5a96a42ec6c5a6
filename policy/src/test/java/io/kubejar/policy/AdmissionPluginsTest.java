package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentCodec;
import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.core.v1.ResourceQuotaCodec;
import io.kubejar.api.core.v1.ResourceQuotaKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceAccountCodec;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.core.v1.ServiceCodec;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plugins in a server, as clients meet them.
final class AdmissionPluginsTest {
  private static final String POD =
      "{'metadata': {'name': 'p'}, 'spec': {'automountServiceAccountToken': false, 'containers':"
          + " [{'name': 'c', 'image': 'x'}]}}";

  private TestServer server;
  private final Warnings warnings = new Warnings();

  private void start(AdmissionSettings settings) throws Exception {
    server = new TestServer(settings);
    namespace("ns", Map.of(), Map.of());
    account("ns");
  }

  private void startWith(String plugin, String configuration) throws Exception {
    Obj document = (Obj) JsonValue.parse(configuration.replace('\'', '"'));
    start(new AdmissionSettings(Set.of(plugin), Set.of(), Map.of(plugin, document)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAccountHoldsItsPodsToTheSecretsItNames() throws Exception {
    start(AdmissionSettings.DEFAULT);
    create(
        "ns",
        ServiceAccountKind.SERVICE_ACCOUNT,
        ServiceAccountCodec.INSTANCE,
        "{'metadata': {'name': 'strict', 'annotations': {'kubernetes.io/enforce-mountable-secrets':"
            + " 'true'}}, 'secrets': [{'name': 'ok'}]}");
    assertThat(warnings.toList())
        .containsExactly(
            "metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+;"
                + " prefer separate namespaces to isolate access to mounted secrets");
    String pod = POD.replace("'spec': {", "'spec': {'serviceAccountName': 'strict', ");
    String but = " is not allowed because service account strict does not reference that ";
    assertThatThrownBy(
            () ->
                createPod(
                    pod.replace(
                        "'containers'",
                        "'volumes': [{'name': 'v', 'secret': {'secretName': 'x'}}], 'containers'")))
        .hasMessage(
            "pods \"p\" is forbidden: volume with secret.secretName=\"x\"" + but + "secret");
    assertThatThrownBy(
            () ->
                createPod(
                    pod.replace("'image'", "'envFrom': [{'secretRef': {'name': 'x'}}], 'image'")))
        .hasMessage(
            "pods \"p\" is forbidden: container c with envFrom referencing secret.secretName=\"x\""
                + but
                + "secret");
    assertThatThrownBy(
            () ->
                createPod(
                    pod.replace(
                        "'containers'", "'imagePullSecrets': [{'name': 'ok'}], 'containers'")))
        .hasMessage(
            "pods \"p\" is forbidden: imagePullSecrets[0].name=\"ok\"" + but + "imagePullSecret");
    createPod(
        pod.replace(
            "'containers'",
            "'volumes': [{'name': 'v', 'secret': {'secretName': 'ok'}}], 'containers'"));
  }

  private Pod createPod(String json) {
    return create("ns", PodKind.POD, PodCodec.INSTANCE, json);
  }

  @Test
  void podSecurityRefusesAndWarns() throws Exception {
    start(AdmissionSettings.DEFAULT);
    namespace("safe", Map.of("pod-security.kubernetes.io/enforce", "baseline"), Map.of());
    account("safe");
    namespace("warned", Map.of("pod-security.kubernetes.io/warn", "baseline"), Map.of());
    account("warned");
    String bad = POD.replace("'spec': {", "'spec': {'hostNetwork': true, ");
    assertThatThrownBy(() -> create("safe", PodKind.POD, PodCodec.INSTANCE, bad))
        .hasMessage(
            "pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": host namespaces"
                + " (hostNetwork=true)");
    create("safe", PodKind.POD, PodCodec.INSTANCE, POD);
    assertThat(warnings.toList()).isEmpty();
    create("warned", PodKind.POD, PodCodec.INSTANCE, bad);
    assertThat(warnings.toList())
        .containsExactly(
            "would violate PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true)");
  }

  @Test
  void podSecurityWarnsOfTemplatesInNamespacesThatEnforce() throws Exception {
    start(AdmissionSettings.DEFAULT);
    namespace("safe", Map.of("pod-security.kubernetes.io/enforce", "baseline"), Map.of());
    Deployment made =
        create(
            "safe",
            DeploymentKind.DEPLOYMENT,
            DeploymentCodec.INSTANCE,
            "{'metadata': {'name': 'd'}, 'spec': {'selector': {'matchLabels': {'a': 'b'}},"
                + " 'template': {'metadata': {'labels': {'a': 'b'}}, 'spec': {'hostPID': true,"
                + " 'containers': [{'name': 'c', 'image': 'x'}]}}}}");
    assertThat(made.spec().template().spec().hostPID()).isTrue();
    assertThat(warnings.toList())
        .containsExactly(
            "would violate PodSecurity \"baseline:latest\": host namespaces (hostPID=true)");
  }

  @Test
  void podSecurityLabelsAreCheckedAndWarnOfExistingPods() throws Exception {
    start(AdmissionSettings.DEFAULT);
    var last =
        server
            .server()
            .registries()
            .of(PodKind.POD)
            .create("ns", decode(PodKind.POD, PodCodec.INSTANCE, POD), WriteContext.system());
    server.server().registries().of(PodKind.POD).getNotOlderThan("ns", "p", last.revision());
    assertThatThrownBy(() -> label("ns", "enforce", "strict"))
        .hasMessage(
            "Namespace \"ns\" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]:"
                + " Invalid value: \"strict\": must be one of privileged, baseline, restricted");
    assertThatThrownBy(() -> label("ns", "warn-version", "1.2"))
        .hasMessageContaining("Invalid value: \"1.2\": must be \"latest\" or \"v1.x\"");
    label("ns", "enforce", "restricted");
    assertThat(warnings.toList())
        .containsExactly(
            "existing pods in namespace \"ns\" violate the new PodSecurity enforce level"
                + " \"restricted:latest\"",
            "p: allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot !="
                + " true, seccompProfile");
  }

  @Test
  void podSecurityExemptionsAndDefaultsAreConfigured() throws Exception {
    startWith(
        "PodSecurity",
        "{'kind': 'PodSecurityConfiguration', 'defaults': {'enforce': 'baseline'}, 'exemptions':"
            + " {'namespaces': ['free']}}");
    namespace("free", Map.of("pod-security.kubernetes.io/enforce", "restricted"), Map.of());
    account("free");
    assertThat(warnings.toList())
        .containsExactly(
            "namespace \"free\" is exempt from Pod Security, and the policy"
                + " (enforce=restricted:latest) will be ignored");
    String bad = POD.replace("'spec': {", "'spec': {'hostIPC': true, ");
    create("free", PodKind.POD, PodCodec.INSTANCE, bad);
    assertThatThrownBy(() -> create("ns", PodKind.POD, PodCodec.INSTANCE, bad))
        .hasMessageContaining("violates PodSecurity \"baseline:latest\"");
  }

  @Test
  void quotasHoldHoweverManyAskAtOnce() throws Exception {
    start(AdmissionSettings.DEFAULT);
    quota("{'configmaps': '5'}", "{'configmaps': '0'}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> createsConfigMap("c" + i)))
              .toList();
      int made = 0;
      for (Future<Boolean> result : results) {
        made += result.get() ? 1 : 0;
      }
      assertThat(made).isEqualTo(5);
    }
    assertThat(
            server
                .server()
                .registries()
                .getConsistent(ResourceQuotaKind.RESOURCE_QUOTA, "ns", "q")
                .status()
                .used()
                .get("configmaps"))
        .hasToString("5");
  }

  private boolean createsConfigMap(String name) {
    try {
      server
          .server()
          .registries()
          .of(ConfigMapKind.CONFIG_MAP)
          .create(
              "ns",
              ConfigMap.builder().metadata(it -> it.name(name)).build(),
              WriteContext.system());
      return true;
    } catch (ApiException e) {
      assertThat(e.getMessage()).contains("exceeded quota: q, requested: configmaps=1, used:");
      return false;
    }
  }

  @Test
  void quotasMeasurePodsInTheirScopes() throws Exception {
    start(AdmissionSettings.DEFAULT);
    quota(
        "{'requests.cpu': '1', 'limits.memory': '1Gi', 'pods': '9'}",
        "{'requests.cpu': '0', 'limits.memory': '0', 'pods': '0'}",
        "'scopes': ['NotBestEffort'],");
    create("ns", PodKind.POD, PodCodec.INSTANCE, POD);
    assertThatThrownBy(
            () ->
                create(
                    "ns",
                    PodKind.POD,
                    PodCodec.INSTANCE,
                    resources("{'requests': {'cpu': '1'}}").replace("'p'", "'p2'")))
        .hasMessage("pods \"p2\" is forbidden: failed quota: q: must specify limits.memory for: c");
    assertThatThrownBy(
            () ->
                create(
                    "ns",
                    PodKind.POD,
                    PodCodec.INSTANCE,
                    resources("{'requests': {'cpu': '2'}, 'limits': {'memory': '2Gi'}}")
                        .replace("'p'", "'p2'")))
        .hasMessage(
            "pods \"p2\" is forbidden: exceeded quota: q, requested:"
                + " limits.memory=2Gi,requests.cpu=2, used: limits.memory=0,requests.cpu=0,"
                + " limited: limits.memory=1Gi,requests.cpu=1");
  }

  @Test
  void quotasCountServicesByWhatTheyTakeMore() throws Exception {
    start(AdmissionSettings.DEFAULT);
    quota("{'services.nodeports': '1'}", "{'services.nodeports': '0'}");
    Service plain =
        create(
            "ns",
            ServiceKind.SERVICE,
            ServiceCodec.INSTANCE,
            "{'metadata': {'name': 's'}, 'spec': {'ports': [{'name': 'a', 'port': 1}, {'name': 'b',"
                + " 'port': 2}]}}");
    assertThatThrownBy(
            () ->
                server
                    .server()
                    .registries()
                    .of(ServiceKind.SERVICE)
                    .update(
                        Aspect.main(ServiceKind.SERVICE),
                        "ns",
                        "s",
                        plain.with(it -> it.spec(spec -> spec.type("NodePort"))),
                        WriteContext.system()))
        .hasMessage(
            "services \"s\" is forbidden: exceeded quota: q, requested: services.nodeports=2,"
                + " used: services.nodeports=0, limited: services.nodeports=1");
  }

  @Test
  void limitedResourcesNeedAQuota() throws Exception {
    startWith(
        "ResourceQuota",
        "{'kind': 'ResourceQuotaConfiguration', 'limitedResources': [{'resource': 'pods',"
            + " 'matchContains': ['requests.cpu']}]}");
    create("ns", PodKind.POD, PodCodec.INSTANCE, POD);
    assertThatThrownBy(
            () ->
                create(
                    "ns",
                    PodKind.POD,
                    PodCodec.INSTANCE,
                    resources("{'requests': {'cpu': '1'}}").replace("'p'", "'p2'")))
        .hasMessage("pods \"p2\" is forbidden: insufficient quota to consume: requests.cpu");
  }

  @Test
  void unknownPluginsAreRefused(@TempDir Path directory) throws Exception {
    start(AdmissionSettings.DEFAULT);
    assertThatThrownBy(() -> AdmissionSettings.of(List.of("Foo"), List.of(), null))
        .hasMessageStartingWith("enable-admission-plugins plugin \"Foo\" is unknown");
    assertThatThrownBy(
            () -> AdmissionSettings.of(List.of("AlwaysDeny"), List.of("AlwaysDeny"), null))
        .hasMessageContaining("overlapped");
    Path file = directory.resolve("a.yaml");
    Files.writeString(
        file,
        "kind: AdmissionConfiguration\nplugins:\n- name: EventRateLimit\n  path: limits.yaml\n");
    Files.writeString(directory.resolve("limits.yaml"), "limits:\n- type: Server\n  qps: 1\n");
    assertThat(AdmissionSettings.of(List.of(), List.of(), file).configurations())
        .containsKey("EventRateLimit");
  }

  @Test
  void disabledPluginsDoNotRun() throws Exception {
    start(new AdmissionSettings(Set.of(), Set.of("DefaultTolerationSeconds"), Map.of()));
    assertThat(create("ns", PodKind.POD, PodCodec.INSTANCE, POD).spec().tolerations()).isEmpty();
  }

  @Test
  void imagesArePulledAlways() throws Exception {
    start(new AdmissionSettings(Set.of("AlwaysPullImages"), Set.of(), Map.of()));
    Pod pod = create("ns", PodKind.POD, PodCodec.INSTANCE, POD.replace("'x'", "'x:1'"));
    assertThat(pod.spec().containers().getFirst().imagePullPolicy()).isEqualTo("Always");
  }

  @Test
  void namespacesAreMadeWhenNeeded() throws Exception {
    start(new AdmissionSettings(Set.of("NamespaceAutoProvision"), Set.of(), Map.of()));
    create(
        "fresh",
        ConfigMapKind.CONFIG_MAP,
        io.kubejar.api.core.v1.ConfigMapCodec.INSTANCE,
        "{'metadata': {'name': 'c'}}");
    assertThat(server.server().registries().getConsistent(NamespaceKind.NAMESPACE, "", "fresh"))
        .isNotNull();
  }

  @Test
  void externalAddressesAreDenied() throws Exception {
    start(new AdmissionSettings(Set.of("DenyServiceExternalIPs"), Set.of(), Map.of()));
    assertThatThrownBy(
            () ->
                create(
                    "ns",
                    ServiceKind.SERVICE,
                    ServiceCodec.INSTANCE,
                    "{'metadata': {'name': 's'}, 'spec': {'externalIPs': ['192.0.2.1'], 'ports':"
                        + " [{'port': 1}]}}"))
        .hasMessage(
            "services \"s\" is forbidden: Use of external IPs is denied by admission control");
  }

  @Test
  void antiAffinityMayInsistOnNodesOnly() throws Exception {
    start(new AdmissionSettings(Set.of("LimitPodHardAntiAffinityTopology"), Set.of(), Map.of()));
    String affinity =
        "'spec': {'affinity': {'podAntiAffinity':"
            + " {'requiredDuringSchedulingIgnoredDuringExecution': [{'topologyKey': 'zone',"
            + " 'labelSelector': {'matchLabels': {'a': 'b'}}}]}}, ";
    assertThatThrownBy(
            () -> create("ns", PodKind.POD, PodCodec.INSTANCE, POD.replace("'spec': {", affinity)))
        .hasMessageContaining(
            "affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey zone but only key"
                + " kubernetes.io/hostname is allowed");
  }

  @Test
  void extendedResourcesAreTolerated() throws Exception {
    start(new AdmissionSettings(Set.of("ExtendedResourceToleration"), Set.of(), Map.of()));
    Pod pod =
        create(
            "ns",
            PodKind.POD,
            PodCodec.INSTANCE,
            resources(
                "{'requests': {'example.com/gpu': '1'}, 'limits': {'example.com/gpu': '1'}}"));
    assertThat(pod.spec().tolerations())
        .contains(
            Toleration.builder()
                .key("example.com/gpu")
                .operator("Exists")
                .effect("NoSchedule")
                .build());
  }

  @Test
  void podsRunWhereTheirNamespaceMay() throws Exception {
    startWith(
        "PodNodeSelector",
        "{'podNodeSelectorPluginConfig': {'clusterDefaultNodeSelector': 'pool=default', 'ns':"
            + " 'pool=default,zone=a'}}");
    Pod pod = create("ns", PodKind.POD, PodCodec.INSTANCE, POD);
    assertThat(pod.spec().nodeSelector()).containsExactly(Map.entry("pool", "default"));
    assertThatThrownBy(
            () ->
                create(
                    "ns",
                    PodKind.POD,
                    PodCodec.INSTANCE,
                    POD.replace("'spec': {", "'spec': {'nodeSelector': {'pool': 'big'}, ")))
        .hasMessageContaining("conflicts with its namespace node label selector");
    assertThatThrownBy(
            () ->
                create(
                    "ns",
                    PodKind.POD,
                    PodCodec.INSTANCE,
                    POD.replace("'spec': {", "'spec': {'nodeSelector': {'zone': 'b'}, ")))
        .hasMessageContaining("labels conflict with its namespace whitelist");
  }

  @Test
  void podsTolerateWhatTheirNamespaceMay() throws Exception {
    start(
        new AdmissionSettings(
            Set.of("PodTolerationRestriction"), Set.of("DefaultTolerationSeconds"), Map.of()));
    namespace(
        "few",
        Map.of(),
        Map.of(
            "scheduler.alpha.kubernetes.io/defaultTolerations",
            "[{\"key\":\"a\",\"operator\":\"Exists\"}]",
            "scheduler.alpha.kubernetes.io/tolerationsWhitelist",
            "[{\"key\":\"a\",\"operator\":\"Exists\"}]"));
    account("few");
    Pod pod = create("few", PodKind.POD, PodCodec.INSTANCE, POD);
    assertThat(pod.spec().tolerations()).extracting(Toleration::key).containsExactly("a");
    assertThatThrownBy(
            () ->
                create(
                    "few",
                    PodKind.POD,
                    PodCodec.INSTANCE,
                    POD.replace(
                        "'spec': {",
                        "'spec': {'tolerations': [{'key': 'b', 'operator': 'Exists'}], ")))
        .hasMessage(
            "pod tolerations (possibly merged with namespace default tolerations) conflict with"
                + " its namespace whitelist");
  }

  @Test
  void ownersAreNamedByThoseWhoMay() throws Exception {
    start(
        new AdmissionSettings(Set.of("OwnerReferencesPermissionEnforcement"), Set.of(), Map.of()));
    ConfigMap owned =
        ConfigMap.builder()
            .metadata(
                it ->
                    it.name("c")
                        .ownerReferences(
                            io.kubejar.api.meta.v1.OwnerReference.builder()
                                .apiVersion("apps/v1")
                                .kind("Deployment")
                                .name("d")
                                .uid("u")
                                .blockOwnerDeletion(true)
                                .build()))
            .build();
    assertThatThrownBy(
            () ->
                server
                    .server()
                    .registries()
                    .of(ConfigMapKind.CONFIG_MAP)
                    .create("ns", owned, WriteContext.of(User.of("jane"))))
        .hasMessage(
            "configmaps \"c\" is forbidden: cannot set blockOwnerDeletion if an ownerReference"
                + " refers to a resource you can't set finalizers on: , <nil>");
  }

  private static String resources(String resources) {
    return POD.replace("'image': 'x'", "'image': 'x', 'resources': " + resources);
  }

  private void quota(String hard, String used) {
    quota(hard, used, "");
  }

  private void quota(String hard, String used, String scopes) {
    var quotas = server.server().registries().of(ResourceQuotaKind.RESOURCE_QUOTA);
    ResourceQuota quota =
        create(
            "ns",
            ResourceQuotaKind.RESOURCE_QUOTA,
            ResourceQuotaCodec.INSTANCE,
            "{'metadata': {'name': 'q'}, 'spec': {%s 'hard': %s}, 'status': {'hard': %s, 'used': %s}}"
                .formatted(scopes, hard, hard, used));
    ResourceQuota counted =
        decode(
            ResourceQuotaKind.RESOURCE_QUOTA,
            ResourceQuotaCodec.INSTANCE,
            "{'status': {'hard': %s, 'used': %s}}".formatted(hard, used));
    var updated =
        quotas.update(
            Aspect.status(ResourceQuotaKind.RESOURCE_QUOTA),
            "ns",
            "q",
            quota.with(it -> it.status(counted.status())),
            WriteContext.system());
    quotas.getNotOlderThan("ns", "q", updated.object().revision());
  }

  private <T extends ApiObject> T create(
      String namespace, Kind<T> kind, ObjectCodec<T> codec, String json) {
    return server
        .server()
        .registries()
        .of(kind)
        .create(
            namespace,
            decode(kind, codec, json),
            new WriteContext(WriteContext.SYSTEM, false, warnings))
        .object();
  }

  private static <T extends ApiObject> T decode(Kind<T> kind, ObjectCodec<T> codec, String json) {
    return kind.defaults(
        JsonDecoder.decode(codec, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private void label(String namespace, String label, String value) {
    server
        .server()
        .registries()
        .of(NamespaceKind.NAMESPACE)
        .change(
            Aspect.main(NamespaceKind.NAMESPACE),
            "",
            namespace,
            old ->
                old.with(
                    it ->
                        it.metadata(
                            meta ->
                                meta.labels(Map.of("pod-security.kubernetes.io/" + label, value)))),
            new WriteContext(WriteContext.SYSTEM, false, warnings));
  }

  private void namespace(String name, Map<String, String> labels, Map<String, String> annotations) {
    var namespaces = server.server().registries().of(NamespaceKind.NAMESPACE);
    var made =
        namespaces.create(
            "",
            Namespace.builder()
                .metadata(it -> it.name(name).labels(labels).annotations(annotations))
                .build(),
            new WriteContext(WriteContext.SYSTEM, false, warnings));
    namespaces.getNotOlderThan("", name, made.revision());
  }

  private void account(String namespace) {
    server
        .server()
        .registries()
        .of(io.kubejar.api.core.v1.ServiceAccountKind.SERVICE_ACCOUNT)
        .create(
            namespace,
            io.kubejar.api.core.v1.ServiceAccount.builder()
                .metadata(it -> it.name("default"))
                .build(),
            WriteContext.system());
  }
}
