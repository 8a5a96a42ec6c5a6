package io.kubejar.api.resource.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.RawJson;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Devices that several requests share: what each may take of a capacity, of counters, and how the
/// shares are told apart.
class SharedDevicesTest {
  private static final String SHARE = "a671734a-e8e5-11e4-8fde-42010af09327";

  @Test
  void aPolicyNeedsADeviceThatIsShared() {
    assertThat(capacity(false, policy(p -> p.defaultValue(of("1")))))
        .containsExactly("c.requestPolicy: Forbidden: allowMultipleAllocations must be true");
    assertThat(capacity(true, policy(p -> p.defaultValue(of("1"))))).isEmpty();
    assertThat(capacity(true, policy(p -> p))).isEmpty();
  }

  @Test
  void aPolicyHasValuesOrARangeAndADefault() {
    assertThat(capacity(true, policy(p -> p.validValues(of("1")).validRange(r -> r.min(of("1"))))))
        .containsExactly(
            "c.requestPolicy: Forbidden: exactly one policy can be specified, cannot specify"
                + " \"validValues\" and \"validRange\" at the same time");
    assertThat(capacity(true, policy(p -> p.validValues(of("1")))))
        .containsExactly(
            "c.requestPolicy.default: Required value: required when validValues is defined");
    assertThat(capacity(true, policy(p -> p.validRange(r -> r.min(of("1"))))))
        .containsExactly(
            "c.requestPolicy.default: Required value: required when validRange is defined");
  }

  @Test
  void valuesAreInOrderDistinctAndSmallEnough() {
    assertThat(
            capacity(
                true, policy(p -> p.defaultValue(of("5")).validValues(of("1"), of("5"), of("10")))))
        .isEmpty();
    assertThat(
            capacity(
                true,
                policy(
                    p ->
                        p.defaultValue(of("4"))
                            .validValues(of("2k"), of("1"), of("1000m"), of("10")))))
        .containsExactly(
            "c.requestPolicy.validValues[1]: Invalid value: \"1\": values must be sorted in"
                + " ascending order",
            "c.requestPolicy.validValues[0]: Invalid value: \"2k\": option is larger than capacity"
                + " value: 10",
            "c.requestPolicy.validValues[2]: Duplicate value: \"1\"",
            "c.requestPolicy.validValues: Invalid value: \"4\": default value is not valid"
                + " according to the requestPolicy");
  }

  @Test
  void aRangeLiesWithinTheCapacity() {
    assertThat(range("5", r -> r.min(of("1")).max(of("9")).step(of("2")))).isEmpty();
    assertThat(range("5", r -> r.max(of("9"))))
        .containsExactly(
            "c.requestPolicy.validRange.min: Required value: required when validRange is defined");
    assertThat(range("5", r -> r.min(of("20")).max(of("3"))))
        .containsExactly(
            "c.requestPolicy.validRange.min: Invalid value: \"20\": min is larger than capacity"
                + " value: 10",
            "c.requestPolicy.validRange.min: Invalid value: \"5\": default is less than min: 20",
            "c.requestPolicy.validRange.max: Invalid value: \"20\": min is larger than max: 3",
            "c.requestPolicy.validRange.max: Invalid value: \"5\": default is more than max: 3");
    assertThat(range("1", r -> r.min(of("1")).max(of("20"))))
        .containsExactly(
            "c.requestPolicy.validRange.max: Invalid value: \"20\": max is larger than capacity"
                + " value: 10");
  }

  @Test
  void theDefaultAndTheEndOfARangeAreSteps() {
    assertThat(range("2", r -> r.min(of("1")).max(of("10")).step(of("2"))))
        .containsExactly(
            "c.requestPolicy.validRange.step: Invalid value: \"2\": value is not a multiple of a"
                + " given step (2) from (1)",
            "c.requestPolicy.validRange.step: Invalid value: \"10\": value is not a multiple of a"
                + " given step (2) from (1)");
    assertThat(range("1", r -> r.min(of("1")).step(of("10"))))
        .containsExactly(
            "c.requestPolicy.validRange.step: Invalid value: \"10\": one step 11 is larger than"
                + " capacity value: 10");
    assertThat(range("1", r -> r.min(of("1")).step(of("0")))).hasSize(1);
  }

  @Test
  void countersAreInASliceOfTheirOwn() {
    CounterSet set = CounterSet.builder().name("s").counters(counters(1)).build();
    assertThat(slice(s -> s.sharedCounters(set))).isEmpty();
    assertThat(slice(s -> s.sharedCounters(set).devices(Device.builder().name("d").build())))
        .containsExactly(
            "spec: Invalid value: \"\": only one of `sharedCounters` or `devices` is allowed");
    assertThat(slice(s -> s.sharedCounters(set.with(it -> it.counters(counters(33))))))
        .containsExactly(
            "spec.sharedCounters[0].counters: Too many: 33: must have at most 32 items");
    assertThat(
            slice(s -> s.sharedCounters(set.with(it -> it.name("").counters(Map.of())), set, set)))
        .containsExactly(
            "spec.sharedCounters[0].name: Required value",
            "spec.sharedCounters[0].counters: Required value",
            "spec.sharedCounters[2]: Duplicate value: \"s\"");
  }

  @Test
  void aDeviceDrawsOnTwoSetsOfCounters() {
    assertThat(slice(s -> s.devices(drawing("a", "b")))).isEmpty();
    assertThat(slice(s -> s.devices(drawing("a", "a"))))
        .containsExactly("spec.devices[0].consumesCounters[1]: Duplicate value: \"a\"");
    assertThat(slice(s -> s.devices(drawing("", "B"))))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo("spec.devices[0].consumesCounters[0].counterSet: Required value"),
            second ->
                assertThat(second)
                    .startsWith(
                        "spec.devices[0].consumesCounters[1].counterSet: Invalid value: \"B\": a"
                            + " lowercase RFC 1123 label"));
    assertThat(slice(s -> s.devices(drawing("a", "b", "c"))))
        .containsExactly(
            "spec.devices[0].consumesCounters: Too many: 3: must have at most 2 items");
  }

  @Test
  void sharesAreToldApart() {
    assertThat(status(result(SHARE), device(SHARE))).isEmpty();
    assertThat(status(result("x"), device(SHARE)))
        .containsExactly(
            "status.devices[0]: Invalid value: \"example.com/p/d/"
                + SHARE
                + "\": must be an allocated device in the claim",
            "status.allocation.devices.results[0].shareID: Invalid value: \"x\": must be a"
                + " lowercase UUID in 8-4-4-4-12 format");
  }

  @Test
  void anAllocatedDeviceBecomesReadyOrFails() {
    assertThat(status(result(SHARE).with(it -> it.bindingConditions("Ready"))))
        .containsExactly(
            "status.allocation.devices.results[0].bindingFailureConditions: Invalid value: null:"
                + " bindingFailureConditions are required to use bindingConditions");
  }

  @Test
  void whatADriverTellsOfADeviceIsChecked() {
    assertThat(
            status(
                result(SHARE),
                device(SHARE)
                    .with(
                        it ->
                            it.data(new RawJson(Bytes.utf8("[1]")))
                                .networkData(
                                    n ->
                                        n.interfaceName("e".repeat(257))
                                            .hardwareAddress("h".repeat(129))
                                            .ips("10.0.0.1/24", "10.0.0.1", "10.0.0.1/24")))))
        .containsExactly(
            "status.devices[0].data: Invalid value: \"<value omitted>\": must be a valid JSON"
                + " object",
            "status.devices[0].networkData.interfaceName: Too long: may not be more than 256 bytes",
            "status.devices[0].networkData.hardwareAddress: Too long: may not be more than 128"
                + " bytes",
            "status.devices[0].networkData.ips[1]: Invalid value: \"10.0.0.1\": must be a valid"
                + " address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)",
            "status.devices[0].networkData.ips[2]: Duplicate value: \"10.0.0.1/24\"");
  }

  private static Quantity of(String text) {
    return Quantity.parse(text);
  }

  private static CapacityRequestPolicy policy(UnaryOperator<CapacityRequestPolicyBuilder> change) {
    return change.apply(CapacityRequestPolicy.builder()).build();
  }

  private static List<String> capacity(boolean shared, CapacityRequestPolicy policy) {
    FieldErrors errors = new FieldErrors();
    CapacityValidation.check(
        DeviceCapacity.builder().value(of("10")).requestPolicy(policy).build(),
        shared,
        Path.of("c"),
        errors);
    return texts(errors.toList());
  }

  private static List<String> range(
      String usual, UnaryOperator<CapacityRequestPolicyRangeBuilder> change) {
    CapacityRequestPolicyRange range = change.apply(CapacityRequestPolicyRange.builder()).build();
    return capacity(true, policy(p -> p.defaultValue(of(usual)).validRange(range)));
  }

  private static List<String> slice(UnaryOperator<ResourceSliceSpecBuilder> change) {
    FieldErrors errors = new FieldErrors();
    SliceValidation.check(
        change
            .apply(
                ResourceSliceSpec.builder()
                    .driver("example.com")
                    .pool(p -> p.name("p").resourceSliceCount(1))
                    .allNodes(true))
            .build(),
        errors);
    return texts(errors.toList());
  }

  private static Map<String, Counter> counters(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "c" + i, i -> Counter.builder().value(of("1")).build()));
  }

  private static Device drawing(String... sets) {
    return Device.builder()
        .name("d")
        .consumesCounters(
            List.of(sets).stream()
                .map(
                    set ->
                        DeviceCounterConsumption.builder()
                            .counterSet(set)
                            .counters(counters(1))
                            .build())
                .toList())
        .build();
  }

  private static DeviceRequestAllocationResult result(String share) {
    return DeviceRequestAllocationResult.builder()
        .request("r")
        .driver("example.com")
        .pool("p")
        .device("d")
        .shareID(share)
        .build();
  }

  private static AllocatedDeviceStatus device(String share) {
    return AllocatedDeviceStatus.builder()
        .driver("example.com")
        .pool("p")
        .device("d")
        .shareID(share)
        .build();
  }

  private static List<String> status(
      DeviceRequestAllocationResult result, AllocatedDeviceStatus... devices) {
    ResourceClaim claim =
        ResourceClaimKind.RESOURCE_CLAIM.defaults(
            ResourceClaim.builder()
                .metadata(m -> m.name("c").namespace("ns").resourceVersion("1"))
                .spec(
                    s ->
                        s.devices(
                            d ->
                                d.requests(
                                    DeviceRequest.builder()
                                        .name("r")
                                        .exactly(e -> e.deviceClassName("gpu"))
                                        .build())))
                .build());
    ResourceClaim allocated =
        claim.with(
            it ->
                it.status(
                    s -> s.allocation(a -> a.devices(d -> d.results(result))).devices(devices)));
    return texts(Validation.status(ResourceClaimKind.RESOURCE_CLAIM, allocated, claim));
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }
}
