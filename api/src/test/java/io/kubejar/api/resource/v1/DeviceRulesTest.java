package io.kubejar.api.resource.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.ApiObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRulesTest {
  private static final ResourceClaimKind CLAIMS = ResourceClaimKind.RESOURCE_CLAIM;
  private static final ResourceClaim CLAIM =
      CLAIMS.defaults(
          ResourceClaim.builder()
              .metadata(m -> m.name("c").namespace("ns").resourceVersion("1"))
              .spec(s -> s.devices(d -> d.requests(request("r"))))
              .build());

  @Test
  void oneDeviceIsTheDefault() {
    ExactDeviceRequest exactly = CLAIM.spec().devices().requests().getFirst().exactly();
    assertThat(exactly).isNotNull();
    assertThat(exactly.allocationMode()).isEqualTo("ExactCount");
    assertThat(exactly.count()).isEqualTo(1);
    assertThat(errors(CLAIMS, CLAIM)).isEmpty();
  }

  @Test
  void requestsAreDistinctAndReferredToByName() {
    ResourceClaim claim =
        CLAIM.with(
            it ->
                it.spec(
                    s ->
                        s.devices(
                            d ->
                                d.requests(request("r"), request("r"))
                                    .constraints(
                                        DeviceConstraint.builder()
                                            .requests("zz")
                                            .matchAttribute("example.com/model")
                                            .build()))));
    assertThat(errors(CLAIMS, CLAIMS.defaults(claim)))
        .containsExactly(
            "spec.devices.requests[1]: Duplicate value: \"r\"",
            "spec.devices.constraints[0].requests[0]: Invalid value: \"zz\": must be the name of a"
                + " request in the claim or the name of a request and a subrequest separated by"
                + " '/'");
  }

  @Test
  void theSpecOfAClaimStays() {
    ResourceClaim changed =
        CLAIMS.defaults(CLAIM.with(it -> it.spec(s -> s.devices(d -> d.requests(request("z"))))));
    assertThat(Validation.update(CLAIMS, changed, CLAIM))
        .extracting(FieldError::toString)
        .containsExactly(
            "spec: Invalid value: {\"Devices\":{\"Requests\":[{\"Name\":\"z\",\"Exactly\":"
                + "{\"DeviceClassName\":\"gpu\",\"Selectors\":null,\"AllocationMode\":"
                + "\"ExactCount\",\"Count\":1,\"AdminAccess\":null,\"Tolerations\":null,"
                + "\"Capacity\":null},\"FirstAvailable\":null}],\"Constraints\":null,"
                + "\"Config\":null}}: field is immutable");
  }

  @Test
  void consumersNeedAnAllocation() {
    ResourceClaim used =
        CLAIM.with(
            it ->
                it.status(
                    s ->
                        s.reservedFor(
                            ResourceClaimConsumerReference.builder()
                                .resource("pods")
                                .name("p")
                                .build())));
    assertThat(Validation.status(CLAIMS, used, CLAIM))
        .extracting(FieldError::toString)
        .containsExactly(
            "status.reservedFor[0].uid: Required value",
            "status.reservedFor: Forbidden: may not be specified when `allocated` is not set");
  }

  @Test
  void aSliceIsSomewhere() {
    ResourceSlice slice =
        ResourceSlice.builder()
            .metadata(m -> m.name("s"))
            .spec(s -> s.driver("example.com").pool(p -> p.name("p").resourceSliceCount(1)))
            .build();
    assertThat(errors(ResourceSliceKind.RESOURCE_SLICE, slice))
        .containsExactly(
            "spec: Required value: exactly one of `nodeName`, `nodeSelector`, `allNodes`,"
                + " `perDeviceNodeSelection` is required");
    assertThat(
            errors(
                ResourceSliceKind.RESOURCE_SLICE, slice.with(it -> it.spec(s -> s.allNodes(true)))))
        .isEmpty();
  }

  @Test
  void devicesBecomeReadyOrFail() {
    FieldErrors errors = new FieldErrors();
    SliceValidation.check(
        ResourceSliceSpec.builder()
            .driver("gpu.example.com")
            .pool(pool -> pool.name("p").resourceSliceCount(1))
            .allNodes(true)
            .devices(Device.builder().name("d").bindingConditions("Ready", "a b").build())
            .build(),
        errors);
    assertThat(errors.toList())
        .extracting(Object::toString)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "spec.devices[0].bindingConditions[1]: Invalid value: \"a b\": name part"),
            second ->
                assertThat(second)
                    .isEqualTo(
                        "spec.devices[0].bindingFailureConditions: Invalid value: null:"
                            + " bindingFailureConditions are required to use bindingConditions"));
  }

  private static DeviceRequest request(String name) {
    return DeviceRequest.builder().name(name).exactly(e -> e.deviceClassName("gpu")).build();
  }

  private static <T extends ApiObject> List<String> errors(Kind<T> kind, T object) {
    return Validation.create(kind, object).stream().map(FieldError::toString).toList();
  }
}
