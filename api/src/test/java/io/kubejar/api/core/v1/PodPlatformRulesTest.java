package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What pods may say about the system they run on, restarts, mounts and spread.
class PodPlatformRulesTest {
  @Test
  void aPodIsOfAKnownSystem() {
    assertThat(errors(spec -> spec.os(os -> os.name("plan9"))))
        .containsExactly(
            "spec.os: Unsupported value: \"plan9\": supported values: \"linux\", \"windows\"");
    assertThat(
            errors(
                spec ->
                    spec.os(os -> os.name("windows"))
                        .hostPID(true)
                        .securityContext(c -> c.fsGroup(1L))
                        .containers(container(it -> it.securityContext(c -> c.privileged(true))))))
        .containsExactly(
            "spec.hostPID: Forbidden: cannot be set for a windows pod",
            "spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod",
            "spec.containers[0].securityContext.privileged: Forbidden: cannot be set for a windows"
                + " pod");
    assertThat(
            errors(
                spec ->
                    spec.os(os -> os.name("linux"))
                        .securityContext(c -> c.windowsOptions(w -> w.runAsUserName("me")))))
        .containsExactly(
            "spec.securityContext.windowsOptions: Forbidden: windows options cannot be set for a"
                + " linux pod");
  }

  @Test
  void usersOfWindowsAreNamedAsThere() {
    assertThat(windowsUser("DOMAIN\\user")).isEmpty();
    assertThat(windowsUser("a\\b\\c"))
        .containsExactly(
            "spec.securityContext.windowsOptions.runAsUserName: Invalid value: \"a\\\\b\\\\c\":"
                + " runAsUserName cannot contain more than one backslash");
    assertThat(windowsUser(".."))
        .containsExactly(
            "spec.securityContext.windowsOptions.runAsUserName: Invalid value: \"..\":"
                + " runAsUserName's User cannot contain only periods or spaces");
  }

  private static List<String> windowsUser(String name) {
    return errors(spec -> spec.securityContext(c -> c.windowsOptions(w -> w.runAsUserName(name))));
  }

  @Test
  void processesOfTheHostAreAllOrNone() {
    assertThat(
            errors(
                spec ->
                    spec.containers(
                        container(
                            it ->
                                it.securityContext(
                                    c -> c.windowsOptions(w -> w.hostProcess(true)))),
                        container(it -> it.name("d")))))
        .containsExactly(
            "spec: Invalid value: \"\": If pod contains any hostProcess containers then all"
                + " containers must be HostProcess containers",
            "spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any"
                + " hostProcess containers");
  }

  @Test
  void aPodWithUsersOfItsOwnSharesNoOtherNamespaces() {
    assertThat(errors(spec -> spec.hostUsers(false).hostPID(true).hostIPC(true)))
        .containsExactly(
            "spec.HostPID: Forbidden: when `hostUsers` is false",
            "spec.HostIPC: Forbidden: when `hostUsers` is false");
    assertThat(
            errors(
                spec ->
                    spec.containers(
                        container(it -> it.securityContext(c -> c.procMount("Unmasked"))))))
        .containsExactly(
            "spec.containers[0].securityContext.procMount: Invalid value: \"Unmasked\":"
                + " `hostUsers` must be false to use `Unmasked`");
  }

  @Test
  void rulesForRestartsNeedAPolicyAndExitCodes() {
    ContainerRestartRule rule = ContainerRestartRule.builder().action("Restart").build();
    assertThat(errors(spec -> spec.containers(container(it -> it.restartPolicyRules(rule)))))
        .containsExactly(
            "spec.containers[0].restartPolicy: Required value: must specify restartPolicy when"
                + " restart rules are used",
            "spec.containers[0].restartPolicyRules[0].exitCodes: Required value: must be"
                + " specified");
    assertThat(
            errors(
                spec ->
                    spec.containers(
                        container(
                            it ->
                                it.restartPolicy("Never")
                                    .restartPolicyRules(Collections.nCopies(21, rule))))))
        .contains(
            "spec.containers[0].restartPolicyRules: Too many: 21: must have at most 20 items");
  }

  @Test
  void whatNeverRestartsDoesNotForOtherResourcesEither() {
    ContainerResizePolicy policy =
        ContainerResizePolicy.builder()
            .resourceName("cpu")
            .restartPolicy("RestartContainer")
            .build();
    assertThat(
            errors(
                spec ->
                    spec.restartPolicy("Never")
                        .containers(container(it -> it.resizePolicy(policy, policy)))))
        .containsExactly(
            "spec.containers[0].resizePolicy: Invalid value: \"RestartContainer\": must be"
                + " 'NotRequired' when `restartPolicy` is 'Never'",
            "spec.containers[0].resizePolicy[1]: Duplicate value: \"cpu\"",
            "spec.containers[0].resizePolicy: Invalid value: \"RestartContainer\": must be"
                + " 'NotRequired' when `restartPolicy` is 'Never'");
  }

  @Test
  void containersUseClaimsOfTheirPod() {
    ResourceClaim claim = ResourceClaim.builder().name("gpu").build();
    assertThat(
            errors(
                spec ->
                    spec.containers(container(it -> it.resources(r -> r.claims(claim, claim))))))
        .containsExactly(
            "spec.containers[0].resources.claims[0]: Not found: \"gpu\": must be one of the names"
                + " in pod.spec.resourceClaims which is empty",
            "spec.containers[0].resources.claims[1]: Duplicate value: \"gpu\"",
            "spec.containers[0].resources.claims[1]: Not found: \"gpu\": must be one of the names"
                + " in pod.spec.resourceClaims which is empty");
  }

  @Test
  void nestedMountsAreReadOnlyOnlyWithTheirs() {
    VolumeMount mount =
        VolumeMount.builder().name("v").mountPath("/v").recursiveReadOnly("Enabled").build();
    assertThat(
            errors(
                spec ->
                    spec.volumes(Volume.builder().name("v").emptyDir(e -> {}).build())
                        .containers(container(it -> it.volumeMounts(mount)))))
        .containsExactly(
            "spec.containers[0].volumeMounts.recursiveReadOnly: Forbidden: may only be specified"
                + " when readOnly is true");
  }

  @Test
  void keysOfSpreadAreNotSelectedTwice() {
    TopologySpreadConstraint constraint =
        TopologySpreadConstraint.builder()
            .maxSkew(1)
            .topologyKey("zone")
            .whenUnsatisfiable("DoNotSchedule")
            .matchLabelKeys("app")
            .build();
    assertThat(errors(spec -> spec.topologySpreadConstraints(constraint)))
        .containsExactly(
            "spec.topologySpreadConstraints[0].matchLabelKeys: Forbidden: must not be specified"
                + " when labelSelector is not set");
    // What a key stands for is in the selector of a new pod when it is checked.
    LabelSelector selector =
        LabelSelector.builder()
            .matchLabels(Map.of("app", "a"))
            .matchExpressions(
                LabelSelectorRequirement.builder().key("app").operator("In").values("a").build())
            .build();
    assertThat(
            errors(
                spec ->
                    spec.topologySpreadConstraints(
                        constraint.with(it -> it.labelSelector(selector)))))
        .containsExactly(
            "spec.topologySpreadConstraints[0].matchLabelKeys[0]: Invalid value: \"app\": exists in"
                + " both matchLabelKeys and labelSelector");
  }

  @Test
  void keysOfAffinityMatchOrDoNot() {
    PodAffinityTerm term =
        PodAffinityTerm.builder()
            .topologyKey("zone")
            .labelSelector(selector -> selector.matchLabels(Map.of("app", "a")))
            .matchLabelKeys("hash")
            .mismatchLabelKeys("hash")
            .build();
    String path =
        "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys";
    assertThat(affinityErrors(term))
        .containsExactly(
            path
                + "[0]: Invalid value: \"hash\": exists in both matchLabelKeys and"
                + " mismatchLabelKeys");
    PodAffinityTerm unselected =
        PodAffinityTerm.builder().topologyKey("zone").matchLabelKeys("hash").build();
    assertThat(affinityErrors(unselected))
        .containsExactly(path + ": Forbidden: must not be specified when labelSelector is not set");
  }

  private static List<String> affinityErrors(PodAffinityTerm term) {
    return errors(
        spec ->
            spec.affinity(
                affinity ->
                    affinity.podAffinity(
                        pods -> pods.requiredDuringSchedulingIgnoredDuringExecution(term))));
  }

  private static Container container(Consumer<ContainerBuilder> change) {
    ContainerBuilder draft = Container.builder().name("c").image("i");
    change.accept(draft);
    return draft.build();
  }

  private static List<String> errors(Consumer<PodSpecBuilder> change) {
    Pod pod =
        PodKind.POD.defaults(
            Pod.builder()
                .metadata(m -> m.name("p").namespace("ns"))
                .spec(s -> s.containers(container(c -> {})))
                .spec(change)
                .build());
    return Validation.create(PodKind.POD, pod).stream().map(FieldError::toString).toList();
  }
}
