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
