package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.IntOrString;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {
  @Test
  void portsLeadToThemselves() {
    ServicePort port = service(s -> {}).spec().ports().getFirst();
    assertThat(port.protocol()).isEqualTo("TCP");
    assertThat(port.targetPort()).isEqualTo(IntOrString.of(80));
  }

  @Test
  void twoPortsNeedNames() {
    assertThat(
            errors(
                service(
                    s ->
                        s.ports(
                            ServicePort.builder().port(80).build(),
                            ServicePort.builder().port(81).build()))))
        .containsExactly(
            "spec.ports[0].name: Required value", "spec.ports[1].name: Required value");
  }

  @Test
  void theAddressStays() {
    Service old = service(s -> s.clusterIP("10.96.0.5").clusterIPs("10.96.0.5"));
    Service given = old.with(d -> d.spec(s -> s.clusterIP("10.96.0.77")));
    assertThat(
            Validation.update(
                    ServiceKind.SERVICE, ServiceKind.SERVICE.prepareUpdate(given, old), old)
                .stream()
                .map(FieldError::toString))
        .containsExactly(
            "spec.clusterIPs[0]: Invalid value: [\"10.96.0.77\"]: may not change once set");
  }

  private static List<String> addressErrors(Consumer<ServiceSpecBuilder> change) {
    return ServiceKind.SERVICE.addressErrors(service(change)).stream()
        .map(FieldError::toString)
        .toList();
  }

  @Test
  void addressesAreInOrderBeforeTheyAreGivenOut() {
    assertThat(addressErrors(s -> s.clusterIP("10.96.0.5").clusterIPs("10.96.0.5"))).isEmpty();
    assertThat(addressErrors(s -> s.clusterIP("010.96.0.5").clusterIPs("010.96.0.5")))
        .containsExactly(
            "spec.clusterIPs[0]: Invalid value: \"010.96.0.5\": must not have leading 0s");
    assertThat(addressErrors(s -> s.clusterIP("10.96.0.5").clusterIPs("10.96.0.5", "10.96.0.6")))
        .containsExactly(
            "spec.clusterIPs: Invalid value: [\"10.96.0.5\",\"10.96.0.6\"]: may specify no more"
                + " than one IP for each IP family");
    assertThat(
            addressErrors(s -> s.clusterIP("10.96.0.5").clusterIPs("10.96.0.5").ipFamilies("IPv6")))
        .containsExactly(
            "spec.clusterIPs[0]: Invalid value: \"10.96.0.5\": expected an IPv6 value as indicated"
                + " by `ipFamilies[0]`");
  }

  @Test
  void onlyBalancedServicesKeepTheirBalancers() {
    Service old =
        service(s -> s.type("LoadBalancer"))
            .with(
                d ->
                    d.status(
                        s ->
                            s.loadBalancer(
                                l ->
                                    l.ingress(
                                        LoadBalancerIngress.builder().ip("1.2.3.4").build()))));
    assertThat(ServiceKind.SERVICE.prepareUpdate(old, old).status()).isEqualTo(old.status());
    Service plain = old.with(d -> d.spec(s -> s.type("ClusterIP")));
    assertThat(ServiceKind.SERVICE.prepareUpdate(plain, old).status().loadBalancer().ingress())
        .isEmpty();
  }

  @Test
  void nodePortsNeedAType() {
    assertThat(
            errors(service(s -> s.ports(ServicePort.builder().port(80).nodePort(30080).build()))))
        .containsExactly(
            "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'");
  }

  private static Service service(Consumer<ServiceSpecBuilder> change) {
    return ServiceKind.SERVICE.defaults(
        Service.builder()
            .metadata(m -> m.name("web").namespace("ns").resourceVersion("1"))
            .spec(s -> s.ports(ServicePort.builder().port(80).build()))
            .spec(change)
            .build());
  }

  private static List<String> errors(Service service) {
    return Validation.create(ServiceKind.SERVICE, service).stream()
        .map(FieldError::toString)
        .toList();
  }
}
