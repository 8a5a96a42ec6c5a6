package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class QuotaRulesTest {
  @Test
  void limitsAreOrdered() {
    assertThat(
            errors(
                item ->
                    item.type("Container")
                        .max(Map.of("cpu", amount("50m")))
                        .min(Map.of("cpu", amount("70m")))
                        .defaultValue(Map.of("cpu", amount("60m")))))
        .containsExactly(
            "spec.limits[0].min[cpu]: Invalid value: \"70m\": min value 70m is greater than max"
                + " value 50m",
            "spec.limits[0].defaultRequest[cpu]: Invalid value: \"60m\": min value 70m is greater"
                + " than default request value 60m",
            "spec.limits[0].defaultRequest[cpu]: Invalid value: \"60m\": default request value 60m"
                + " is greater than max value 50m",
            "spec.limits[0].default[cpu]: Invalid value: \"70m\": min value 70m is greater than"
                + " default value 60m",
            "spec.limits[0].default[cpu]: Invalid value: \"50m\": default value 60m is greater than"
                + " max value 50m");
  }

  @Test
  void ratiosFitTheBounds() {
    assertThat(
            errors(
                item ->
                    item.type("Pod")
                        .min(Map.of("cpu", amount("250m")))
                        .max(Map.of("cpu", amount("500m")))
                        .maxLimitRequestRatio(Map.of("cpu", amount("3")))))
        .containsExactly(
            "spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: \"3\": ratio 3 is greater"
                + " than max/min = 2.000000");
  }

  @Test
  void typesSayWhatMayBeLimited() {
    assertThat(errors(item -> item.type("Volume")))
        .containsExactly(
            "spec.limits[0].type: Invalid value: \"Volume\": must be a standard limit type or fully"
                + " qualified");
    assertThat(errors(item -> item.type("PersistentVolumeClaim")))
        .containsExactly(
            "spec.limits[0].limits: Required value: either minimum or maximum storage value is"
                + " required, but neither was provided");
    assertThat(errors(item -> item.type("Pod").defaultValue(Map.of("cpu", amount("1")))))
        .containsExactly(
            "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'");
    assertThat(errors(item -> item.type("Container").max(Map.of("disk", amount("1")))))
        .startsWith(
            "spec.limits[0].max[disk]: Invalid value: \"disk\": must be a standard resource type or"
                + " fully qualified",
            "spec.limits[0].max[disk]: Invalid value: \"disk\": must be a standard resource for"
                + " containers");
  }

  @Test
  void quotasLimitWhatIsKnown() {
    assertThat(quotaErrors(spec -> spec.hard(Map.of("limit.cpu", amount("1")))))
        .containsExactly(
            "spec.hard[limit.cpu]: Invalid value: \"limit.cpu\": must be a standard resource type"
                + " or fully qualified",
            "spec.hard[limit.cpu]: Invalid value: \"limit.cpu\": must be a standard resource for"
                + " quota");
    assertThat(quotaErrors(spec -> spec.hard(Map.of("pods", amount("500m")))))
        .containsExactly("spec.hard[pods]: Invalid value: \"500m\": must be an integer");
    assertThat(quotaErrors(spec -> spec.hard(Map.of("count/widgets.example.com", amount("1")))))
        .isEmpty();
  }

  @Test
  void scopesFitTheResourcesAndEachOther() {
    assertThat(
            quotaErrors(
                spec ->
                    spec.hard(Map.of("cpu", amount("1"))).scopes("BestEffort", "NotBestEffort")))
        .containsExactly(
            "spec.scopes: Invalid value: [\"BestEffort\",\"NotBestEffort\"]: unsupported scope"
                + " applied to resource",
            "spec.scopes: Invalid value: [\"BestEffort\",\"NotBestEffort\"]: conflicting scopes");
    assertThat(
            quotaErrors(
                spec ->
                    spec.scopeSelector(
                        selector ->
                            selector.matchExpressions(
                                ScopedResourceSelectorRequirement.builder()
                                    .scopeName("PriorityClass")
                                    .operator("In")
                                    .build()))))
        .containsExactly(
            "spec.scopeSelector.matchExpressions.values: Required value: must be at least one value"
                + " when `operator` is 'In' or 'NotIn' for scope selector");
  }

  @Test
  void scopesStay() {
    ResourceQuota old = quota(spec -> spec.scopes("Terminating"));
    assertThat(
            Validation.update(
                ResourceQuotaKind.RESOURCE_QUOTA, old.with(q -> q.spec(s -> s.scopes())), old))
        .extracting(FieldError::toString)
        .containsExactly("spec.scopes: Invalid value: []: field is immutable");
  }

  private static Quantity amount(String text) {
    return Quantity.parse(text);
  }

  @Test
  void requestsFollowTheMaximumBeforeTheMinimum() {
    LimitRange range =
        LimitRange.builder()
            .spec(
                s ->
                    s.limits(
                        LimitRangeItem.builder()
                            .type("Container")
                            .max(Map.of("cpu", Quantity.parse("800m")))
                            .min(
                                Map.of(
                                    "cpu", Quantity.parse("200m"), "memory", Quantity.parse("1Gi")))
                            .build()))
            .build();
    LimitRangeItem filled = LimitRangeKind.LIMIT_RANGE.defaults(range).spec().limits().getFirst();
    assertThat(filled.defaultValue()).isEqualTo(Map.of("cpu", Quantity.parse("800m")));
    assertThat(filled.defaultRequest())
        .isEqualTo(Map.of("cpu", Quantity.parse("800m"), "memory", Quantity.parse("1Gi")));
  }

  private static List<String> errors(Consumer<LimitRangeItemBuilder> change) {
    var item = LimitRangeItem.builder();
    change.accept(item);
    LimitRange range =
        LimitRange.builder()
            .metadata(m -> m.name("r").namespace("ns"))
            .spec(s -> s.limits(item.build()))
            .build();
    LimitRangeKind kind = LimitRangeKind.LIMIT_RANGE;
    return Validation.create(kind, kind.defaults(range)).stream()
        .map(FieldError::toString)
        .toList();
  }

  private static ResourceQuota quota(Consumer<ResourceQuotaSpecBuilder> change) {
    return ResourceQuota.builder()
        .metadata(m -> m.name("q").namespace("ns").resourceVersion("1"))
        .spec(change)
        .build();
  }

  private static List<String> quotaErrors(Consumer<ResourceQuotaSpecBuilder> change) {
    return Validation.create(ResourceQuotaKind.RESOURCE_QUOTA, quota(change)).stream()
        .map(FieldError::toString)
        .toList();
  }
}
