package io.kubejar.api.networking.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngressRulesTest {
  private static final Ingress INGRESS =
      Ingress.builder()
          .metadata(m -> m.name("i").namespace("ns").resourceVersion("1"))
          .spec(s -> s.defaultBackend(b -> b.service(v -> v.name("1st").port(p -> p.number(80)))))
          .build();

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void namesOfServicesMayBeginWithADigit() {
    assertThat(texts(Validation.create(IngressKind.INGRESS, INGRESS))).isEmpty();
  }

  @Test
  void referencesAndSecretsHaveNames() {
    Ingress wrong =
        INGRESS.with(
            d ->
                d.spec(
                    s ->
                        s.defaultBackend(
                                IngressBackend.builder().resource(r -> r.name("a/b")).build())
                            .tls(IngressTLS.builder().secretName("-").build())));
    assertThat(texts(Validation.create(IngressKind.INGRESS, wrong)))
        .hasSize(3)
        .contains(
            "spec.defaultBackend.resource.kind: Required value: kind is required",
            "spec.defaultBackend.resource.name: Invalid value: \"a/b\": may not contain '/'")
        .anyMatch(each -> each.startsWith("spec.tls[0].secretName: Invalid value: \"-\": a low"));
  }

  @Test
  void theStatusHoldsAddressesAndNames() {
    Ingress wrong =
        INGRESS.with(
            d ->
                d.status(
                    s ->
                        s.loadBalancer(
                            l ->
                                l.ingress(
                                    IngressLoadBalancerIngress.builder().ip("x").build(),
                                    IngressLoadBalancerIngress.builder()
                                        .hostname("192.0.2.1")
                                        .build()))));
    assertThat(texts(Validation.status(IngressKind.INGRESS, wrong, INGRESS)))
        .containsExactly(
            "status.loadBalancer.ingress[0].ip: Invalid value: \"x\": must be a valid IP address,"
                + " (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "status.loadBalancer.ingress[1].hostname: Invalid value: \"192.0.2.1\": must be a DNS"
                + " name, not an IP address");
  }

  @Test
  void aClassNamesItsControllerAndItsParameters() {
    IngressClass wrong =
        IngressClass.builder()
            .metadata(m -> m.name("c"))
            .spec(
                s ->
                    s.controller("a.b/" + "c".repeat(250))
                        .parameters(p -> p.kind("K").name("n").scope("Namespace").namespace("A")))
            .build();
    assertThat(texts(Validation.create(IngressClassKind.INGRESS_CLASS, wrong)))
        .hasSize(2)
        .contains("spec.controller: Too long: may not be more than 250 bytes")
        .anyMatch(each -> each.startsWith("spec.parameters.namespace: Invalid value: \"A\": a"));
  }
}
