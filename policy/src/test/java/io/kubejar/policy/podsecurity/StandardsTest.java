package io.kubejar.policy.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Capabilities;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.PodSpecCodec;
import io.kubejar.wire.json.JsonDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StandardsTest {
  private static final Standard BASELINE = new Standard(Level.BASELINE, Standard.LATEST);
  private static final Standard RESTRICTED = new Standard(Level.RESTRICTED, Standard.LATEST);

  @Test
  void anOrdinaryPodIsFineForBaselineAndNotForRestricted() {
    PodSpec spec = spec("{'containers': [{'name': 'c', 'image': 'x'}]}");
    assertThat(judge(BASELINE, spec)).isEmpty();
    assertThat(judge(RESTRICTED, spec))
        .isEqualTo(
            "allowPrivilegeEscalation != false (container \"c\" must set"
                + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
                + " (container \"c\" must set securityContext.capabilities.drop=[\"ALL\"]),"
                + " runAsNonRoot != true (pod or container \"c\" must set"
                + " securityContext.runAsNonRoot=true), seccompProfile (pod or container \"c\" must"
                + " set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
                + " \"Localhost\")");
  }

  @Test
  void aHardenedPodPasses() {
    assertThat(
            judge(
                RESTRICTED,
                spec(
                    """
                    {'securityContext': {'runAsNonRoot': true, 'seccompProfile': {'type': 'RuntimeDefault'}},
                     'volumes': [{'name': 'v', 'emptyDir': {}}],
                     'containers': [{'name': 'c', 'securityContext': {'allowPrivilegeEscalation': false,
                       'capabilities': {'drop': ['ALL'], 'add': ['NET_BIND_SERVICE']}}}]}
                    """)))
        .isEmpty();
  }

  @Test
  void baselineRulesComeFirstAndInOrder() {
    assertThat(
            judge(
                RESTRICTED,
                spec(
                    """
                    {'hostNetwork': true, 'hostPID': true,
                     'volumes': [{'name': 'a', 'hostPath': {'path': '/'}}, {'name': 'b', 'nfs': {'path': '/', 'server': 's'}}],
                     'securityContext': {'runAsNonRoot': true, 'runAsUser': 0,
                       'seccompProfile': {'type': 'Unconfined'},
                       'sysctls': [{'name': 'kernel.msgmax', 'value': '1'}]},
                     'containers': [{'name': 'c', 'ports': [{'containerPort': 80, 'hostPort': 80}],
                       'securityContext': {'privileged': true, 'allowPrivilegeEscalation': false,
                         'capabilities': {'drop': ['ALL'], 'add': ['SYS_ADMIN', 'NET_ADMIN']}}}]}
                    """)))
        .isEqualTo(
            "host namespaces (hostNetwork=true, hostPID=true), hostPort (container \"c\" uses"
                + " hostPort 80), privileged (container \"c\" must not set"
                + " securityContext.privileged=true), forbidden sysctls (kernel.msgmax),"
                + " unrestricted capabilities (container \"c\" must not include \"NET_ADMIN\","
                + " \"SYS_ADMIN\" in securityContext.capabilities.add), restricted volume types"
                + " (volumes \"a\", \"b\" use restricted volume types \"hostPath\", \"nfs\"),"
                + " runAsUser=0 (pod must not set runAsUser=0), seccompProfile (pod must not set"
                + " securityContext.seccompProfile.type to \"Unconfined\")");
  }

  @Test
  void manySettersAreNamedTogether() {
    PodSpec spec =
        PodSpec.builder()
            .initContainers(container("i", 1))
            .containers(container("a", 80), container("b", 443))
            .build();
    assertThat(judge(BASELINE, spec))
        .isEqualTo(
            "non-default capabilities (containers \"i\", \"a\", \"b\" must not include"
                + " \"NET_RAW\" in securityContext.capabilities.add), hostPort (containers \"i\","
                + " \"a\", \"b\" use hostPorts 1, 443, 80)");
  }

  private static Container container(String name, int port) {
    return Container.builder()
        .name(name)
        .ports(ContainerPort.builder().containerPort(port).hostPort(port).build())
        .securityContext(
            it -> it.capabilities(Capabilities.builder().add("NET_RAW", "CHOWN").build()))
        .build();
  }

  @Test
  void seLinuxAndAppArmorMustNotBeLoosened() {
    PodSpec spec =
        spec(
            """
            {'securityContext': {'seLinuxOptions': {'type': 'foo', 'user': 'u', 'role': 'r'}},
             'containers': [
               {'name': 'd', 'securityContext': {'seLinuxOptions': {'type': 'bar'}}},
               {'name': 'e', 'securityContext': {'seLinuxOptions': {'type': 'container_engine_t'},
                                                 'appArmorProfile': {'type': 'Unconfined'}}}]}
            """);
    assertThat(judge(BASELINE, spec))
        .isEqualTo(
            "forbidden AppArmor profile (container \"e\" must not set AppArmor profile type to"
                + " \"Unconfined\"), seLinuxOptions (pod and container \"d\" set forbidden"
                + " securityContext.seLinuxOptions: types \"bar\", \"foo\"; user may not be set;"
                + " role may not be set)");
    assertThat(judge(new Standard(Level.BASELINE, 30), spec))
        .contains("pod and containers \"d\", \"e\" set", "\"container_engine_t\"");
  }

  @Test
  void rulesHoldFromTheReleaseThatBroughtThem() {
    PodSpec sysctl =
        spec("{'securityContext': {'sysctls': [{'name': 'net.ipv4.tcp_rmem', 'value': '1'}]}}");
    assertThat(judge(new Standard(Level.BASELINE, 31), sysctl))
        .isEqualTo("forbidden sysctls (net.ipv4.tcp_rmem)");
    assertThat(judge(new Standard(Level.BASELINE, 32), sysctl)).isEmpty();

    PodSpec probe =
        spec(
            "{'containers': [{'name': 'a', 'livenessProbe': {'httpGet': {'host': 'h', 'port':"
                + " 1}}}]}");
    assertThat(judge(new Standard(Level.BASELINE, 33), probe)).isEmpty();
    assertThat(judge(BASELINE, probe))
        .isEqualTo(
            "hostProbesOrHostLifecycle (container \"a\" uses hostProbeOrHostLifecycle \"h\")");

    PodSpec windows =
        spec(
            "{'os': {'name': 'windows'}, 'securityContext': {'runAsNonRoot': true}, 'containers':"
                + " [{'name': 'a'}]}");
    assertThat(judge(new Standard(Level.RESTRICTED, 24), windows))
        .contains("allowPrivilegeEscalation");
    assertThat(judge(RESTRICTED, windows)).isEmpty();
  }

  @Test
  void usersOfTheirOwnRelaxRestricted() {
    PodSpec spec =
        spec(
            """
            {'hostUsers': false, 'securityContext': {'runAsUser': 0},
             'containers': [{'name': 'a', 'securityContext': {'procMount': 'Unmasked'}}]}
            """);
    assertThat(judge(BASELINE, spec)).isEmpty();
    assertThat(judge(new Standard(Level.BASELINE, 34), spec)).startsWith("procMount (");
    assertThat(judge(RESTRICTED, spec)).contains("procMount (").doesNotContain("runAs");
  }

  @Test
  void annotationsCountToo() {
    var subject =
        Subject.of(
            Map.of(
                "seccomp.security.alpha.kubernetes.io/pod",
                "unconfined",
                "container.apparmor.security.beta.kubernetes.io/a",
                "unconfined"),
            spec("{'containers': [{'name': 'a'}]}"));
    List<Breach> breaches = Standards.breaches(new Standard(Level.BASELINE, 0), subject);
    assertThat(Standards.details(breaches))
        .isEqualTo(
            "forbidden AppArmor profile (annotation must not set AppArmor profile type to"
                + " \"container.apparmor.security.beta.kubernetes.io/a=\"unconfined\"\"),"
                + " seccompProfile (forbidden annotation"
                + " seccomp.security.alpha.kubernetes.io/pod=\"unconfined\")");
  }

  private static String judge(Standard standard, PodSpec spec) {
    return Standards.details(Standards.breaches(standard, Subject.of(Map.of(), spec)));
  }

  private static PodSpec spec(String json) {
    return JsonDecoder.decode(
        PodSpecCodec.INSTANCE, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
