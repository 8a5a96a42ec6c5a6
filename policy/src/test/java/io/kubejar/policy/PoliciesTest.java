package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.networking.v1.IPAddressKind;
import io.kubejar.api.rbac.v1.ClusterRoleKind;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.api.rbac.v1.Role;
import io.kubejar.api.rbac.v1.RoleBinding;
import io.kubejar.api.rbac.v1.RoleBindingKind;
import io.kubejar.api.rbac.v1.RoleKind;
import io.kubejar.api.rbac.v1.RoleRef;
import io.kubejar.api.rbac.v1.Subject;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The policies on a whole server.
final class PoliciesTest {
  private static final WriteContext SYSTEM = WriteContext.system();
  private static final User NODE =
      User.of("system:node:n1", "system:nodes", "system:authenticated");
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server
        .server()
        .registries()
        .of(ServiceAccountKind.SERVICE_ACCOUNT)
        .create(
            "default", ServiceAccount.builder().metadata(it -> it.name("default")).build(), SYSTEM);
    awaitRoles();
  }

  /// Authorizers read the watch cache, which follows the store at once but not in the same moment.
  private void awaitRoles() {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (String role :
        List.of("system:basic-user", "system:discovery", "system:public-info-viewer")) {
      while (server.server().registries().get(ClusterRoleKind.CLUSTER_ROLE, "", role) == null) {
        assertThat(System.nanoTime()).as("%s is seen", role).isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void podsGetAccountTokenPriorityAndTolerations() {
    Pod pod = createPod("web", SYSTEM);
    assertThat(pod.spec().serviceAccountName()).isEqualTo("default");
    assertThat(pod.spec().priority()).isEqualTo(0);
    assertThat(pod.spec().tolerations()).hasSize(2);
    assertThat(pod.spec().volumes())
        .singleElement()
        .satisfies(volume -> assertThat(volume.name()).matches("kube-api-access-[a-z0-9]{5}"));
    assertThat(pod.spec().containers().getFirst().volumeMounts()).hasSize(1);
  }

  @Test
  void nobodyGrantsWhatTheyDoNotHave() {
    User jane = User.of("jane", "system:authenticated");
    var roles = server.server().registries().of(RoleKind.ROLE);
    roles.create("default", role("mine", "configmaps", "get"), SYSTEM);
    var bindings = server.server().registries().of(RoleBindingKind.ROLE_BINDING);
    var bound =
        bindings.create(
            "default",
            RoleBinding.builder()
                .metadata(it -> it.name("b"))
                .roleRef(new RoleRef("rbac.authorization.k8s.io", "Role", "mine"))
                .subjects(
                    Subject.builder()
                        .kind("User")
                        .apiGroup("rbac.authorization.k8s.io")
                        .name("jane")
                        .build())
                .build(),
            SYSTEM);
    // Decisions are made from the cache.
    bindings.getNotOlderThan("default", "b", bound.revision());
    roles.getNotOlderThan("default", "mine", bound.revision());
    roles.create("default", role("same", "configmaps", "get"), WriteContext.of(jane));
    assertThatThrownBy(
            () -> roles.create("default", role("more", "secrets", "get"), WriteContext.of(jane)))
        .isInstanceOf(ApiException.class)
        .hasMessage(
            "roles.rbac.authorization.k8s.io \"more\" is forbidden: user \"jane\""
                + " (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not"
                + " currently held:\n"
                + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}");
    assertThat(decide(jane, "get", "configmaps", "x"))
        .isEqualTo(
            new Decision.Allowed(
                "RBAC: allowed by RoleBinding \"b/default\" of Role \"mine\" to User \"jane\""));
    assertThat(decide(jane, "get", "secrets", "x")).isEqualTo(new Decision.NoOpinion(""));
  }

  @Test
  void nodesSeeOnlyWhatTheirPodsUse() {
    server
        .server()
        .registries()
        .of(NodeKind.NODE)
        .create("", Node.builder().metadata(it -> it.name("n1")).build(), WriteContext.of(NODE));
    assertThat(decide(NODE, "get", "secrets", "s"))
        .isEqualTo(
            new Decision.NoOpinion("no relationship found between node 'n1' and this object"));
    assertThat(decide(NODE, "list", "secrets", ""))
        .isEqualTo(new Decision.NoOpinion("No Object name found"));
    assertThatThrownBy(
            () ->
                server
                    .server()
                    .registries()
                    .of(NodeKind.NODE)
                    .create(
                        "",
                        Node.builder().metadata(it -> it.name("n2")).build(),
                        WriteContext.of(NODE)))
        .hasMessage("nodes \"n2\" is forbidden: node \"n1\" is not allowed to modify node \"n2\"");
    assertThatThrownBy(() -> createPod("mine", WriteContext.of(NODE)))
        .hasMessageContaining("can only create mirror pods");
  }

  @Test
  void servicesGetAddressesAndGiveThemBack() {
    var services = server.server().registries().of(ServiceKind.SERVICE);
    Service made = services.create("default", service("a", ""), SYSTEM).object();
    String address = made.spec().clusterIP();
    assertThat(made.spec().clusterIPs()).containsExactly(address);
    assertThat(address).startsWith("10.96.");
    assertThatThrownBy(() -> services.create("default", service("b", address), SYSTEM))
        .hasMessage(
            "Service \"b\" is invalid: spec.clusterIPs: Invalid value: [\"%s\"]: failed to allocate IP %s: provided IP is already allocated"
                .formatted(address, address));
    services.delete("default", "a", DeleteOptions.builder().build(), SYSTEM);
    assertThat(server.server().registries().getConsistent(IPAddressKind.IP_ADDRESS, "", address))
        .isNull();
    assertThat(
            services.create("default", service("b", address), SYSTEM).object().spec().clusterIP())
        .isEqualTo(address);
  }

  @Test
  void namespacesEveryClusterNeedsStay() {
    assertThatThrownBy(
            () ->
                server
                    .server()
                    .registries()
                    .of(NamespaceKind.NAMESPACE)
                    .delete("", "kube-system", DeleteOptions.builder().build(), SYSTEM))
        .hasMessage("namespaces \"kube-system\" is forbidden: this namespace may not be deleted");
  }

  private Decision decide(User user, String verb, String resource, String name) {
    return server
        .server()
        .access()
        .authorize(new Attributes(user, verb, "", "v1", resource, "", "default", name, "", "", ""));
  }

  private Pod createPod(String name, WriteContext context) {
    return server
        .server()
        .registries()
        .of(PodKind.POD)
        .create(
            "default",
            PodKind.POD.defaults(
                Pod.builder()
                    .metadata(it -> it.name(name))
                    .spec(
                        spec ->
                            spec.containers(
                                Container.builder().name("c").image("example/web:1").build()))
                    .build()),
            context)
        .object();
  }

  private static Service service(String name, String address) {
    return ServiceKind.SERVICE.defaults(
        Service.builder()
            .metadata(it -> it.name(name))
            .spec(
                spec ->
                    spec.type("ClusterIP")
                        .clusterIP(address)
                        .ports(ServicePort.builder().port(80).protocol("TCP").build()))
            .build());
  }

  private static Role role(String name, String resource, String verb) {
    return Role.builder()
        .metadata(it -> it.name(name))
        .rules(PolicyRule.builder().apiGroups("").resources(resource).verbs(verb).build())
        .build();
  }
}
