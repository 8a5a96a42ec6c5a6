package io.kubejar.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.kind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VersionServicesTest {
  private static APIService service(String name, String keptBy) {
    return APIService.builder()
        .metadata(
            it -> it.name(name).labels(Map.of("kube-aggregator.kubernetes.io/automanaged", keptBy)))
        .build();
  }

  @Test
  void everyOptionalVersionHasAService() {
    List<Kind<?>> kinds = new ArrayList<>(BuiltInKinds.ALL);
    kinds.addAll(OptionalKinds.ALL);
    assertThat(new VersionServices(kinds).optional())
        .extracting(each -> each.metadata().name())
        .containsExactlyInAnyOrderElementsOf(
            OptionalKinds.ALL.stream()
                .map(kind -> kind.names().version() + "." + kind.names().group())
                .distinct()
                .toList());
  }

  @Test
  void whatIsNotServedHasNone() {
    var services = new VersionServices(BuiltInKinds.ALL);
    assertThat(services.optional()).isEmpty();
    assertThat(services.serves(service("v1.apps", "onstart"))).isTrue();
    assertThat(services.isOutdated(service("v1beta1.storage.k8s.io", "onstart"))).isTrue();
    assertThat(services.isOutdated(service("v1.apps", "onstart"))).isFalse();
    assertThat(services.isOutdated(service("v1.example.com", "true"))).isFalse();
  }
}
