package io.kubejar.controllers.policystatus;

import static io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY;
import static io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.admissionregistration.v1.NamedRuleWithOperations;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.kubejar.api.admissionregistration.v1.Validation;
import io.kubejar.controllers.testing.Definitions;
import io.kubejar.controllers.testing.TestCluster;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PolicyStatusControllerTest {
  private static ValidatingAdmissionPolicy checked(String resource, String... expressions) {
    return checked("apps", resource, expressions);
  }

  private static ValidatingAdmissionPolicy checked(
      String group, String resource, String[] expressions) {
    try (var cluster = new TestCluster()) {
      cluster.api().put(CUSTOM_RESOURCE_DEFINITION, Definitions.widgets());
      var controller = new PolicyStatusController(cluster.context());
      cluster
          .api()
          .put(
              VALIDATING_ADMISSION_POLICY,
              ValidatingAdmissionPolicy.builder()
                  .metadata(m -> m.name("p"))
                  .spec(
                      s ->
                          s.matchConstraints(
                                  c ->
                                      c.resourceRules(
                                          NamedRuleWithOperations.builder()
                                              .apiGroups(group)
                                              .apiVersions("v1")
                                              .resources(resource)
                                              .operations("CREATE")
                                              .build()))
                              .validations(
                                  Arrays.stream(expressions)
                                      .map(text -> Validation.builder().expression(text).build())
                                      .toList()))
                  .build());
      cluster.reconcile(controller.loop());
      return cluster.api().existing(VALIDATING_ADMISSION_POLICY, "", "p");
    }
  }

  @Test
  void expressionsAreHeldAgainstTheTypesOfThePolicy() {
    var status =
        checked("deployments", "object.spec.replicas > 1", "object.spec.nope == 1").status();
    assertThat(status.observedGeneration()).isEqualTo(1);
    assertThat(Objects.requireNonNull(status.typeChecking()).expressionWarnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.fieldRef()).isEqualTo("spec.validations[1].expression");
              assertThat(warning.warning())
                  .isEqualTo(
                      """
                      apps/v1, Kind=Deployment: ERROR: <input>:1:12: undefined field 'nope'
                       | object.spec.nope == 1
                       | ...........^
                      """);
            });
  }

  @Test
  void wildcardsAreNotChecked() {
    var status = checked("*", "object.nope == 1").status();
    assertThat(Objects.requireNonNull(status.typeChecking()).expressionWarnings()).isEmpty();
  }

  @Test
  void customKindsAreCheckedByTheirSchema() {
    var status =
        checked(
                "example.com",
                "widgets",
                new String[] {"object.spec.size > 1", "object.spec.size == 'x'"})
            .status();
    assertThat(Objects.requireNonNull(status.typeChecking()).expressionWarnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.fieldRef()).isEqualTo("spec.validations[1].expression");
              assertThat(warning.warning())
                  .startsWith(
                      "example.com/v1, Kind=Widget: ERROR: <input>:1:18: found no matching overload"
                          + " for '_==_' applied to '(int, string)'");
            });
  }
}
