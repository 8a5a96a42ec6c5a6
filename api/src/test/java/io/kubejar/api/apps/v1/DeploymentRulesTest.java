package io.kubejar.api.apps.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.value.IntOrString;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentRulesTest {
  private static final Deployment WEB =
      DeploymentKind.DEPLOYMENT.defaults(
          Deployment.builder()
              .metadata(m -> m.name("web").namespace("ns").resourceVersion("1"))
              .spec(
                  s ->
                      s.selector(LabelSelector.builder().matchLabels(Map.of("app", "web")).build())
                          .template(
                              t ->
                                  t.metadata(m -> m.labels(Map.of("app", "web")))
                                      .spec(
                                          p ->
                                              p.containers(
                                                  Container.builder()
                                                      .name("c")
                                                      .image("nginx")
                                                      .build()))))
              .build());

  @Test
  void theDefaultIsARollingUpdateOfAQuarter() {
    RollingUpdateDeployment rolling = WEB.spec().strategy().rollingUpdate();
    assertThat(rolling).isNotNull();
    assertThat(rolling.maxSurge()).isEqualTo(IntOrString.of("25%"));
    assertThat(errors(WEB)).isEmpty();
  }

  @Test
  void theSelectorMatchesTheTemplate() {
    assertThat(
            errors(
                WEB.with(d -> d.spec(s -> s.template(t -> t.metadata(m -> m.labels(Map.of())))))))
        .containsExactly(
            "spec.template.metadata.labels: Invalid value: null: `selector` does not match"
                + " template `labels`");
    assertThat(errors(WEB.with(d -> d.spec(s -> s.selector(LabelSelector.builder().build())))))
        .containsExactly(
            "spec.selector: Invalid value: {}: empty selector is invalid for deployment");
  }

  @Test
  void theSelectorStays() {
    Deployment changed =
        WEB.with(
            d ->
                d.spec(
                    s ->
                        s.selector(l -> l.matchLabels(Map.of("app", "web", "x", "y")))
                            .template(
                                t -> t.metadata(m -> m.labels(Map.of("app", "web", "x", "y"))))));
    assertThat(
            Validation.update(DeploymentKind.DEPLOYMENT, changed, WEB).stream()
                .map(FieldError::toString))
        .containsExactly(
            "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"web\",\"x\":\"y\"}}: field"
                + " is immutable");
  }

  @Test
  void someProgressHasToBePossible() {
    assertThat(
            errors(
                WEB.with(
                    d ->
                        d.spec(
                            s ->
                                s.strategy(
                                    r ->
                                        r.rollingUpdate(
                                            u ->
                                                u.maxSurge(IntOrString.ZERO)
                                                    .maxUnavailable(IntOrString.ZERO)))))))
        .containsExactly(
            "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when"
                + " `maxSurge` is 0");
    assertThat(
            errors(
                WEB.with(
                    d ->
                        d.spec(
                            s ->
                                s.strategy(
                                    r ->
                                        r.type("X")
                                            .rollingUpdate((RollingUpdateDeployment) null))))))
        .containsExactly(
            "spec.strategy: Unsupported value: {\"Type\":\"X\",\"RollingUpdate\":null}: supported"
                + " values: \"Recreate\", \"RollingUpdate\"");
  }

  private static List<String> errors(Deployment deployment) {
    return Validation.create(DeploymentKind.DEPLOYMENT, deployment).stream()
        .map(FieldError::toString)
        .toList();
  }
}
