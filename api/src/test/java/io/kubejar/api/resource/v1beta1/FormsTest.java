package io.kubejar.api.resource.v1beta1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.resource.v1.DeviceAttribute;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FormsTest {
  @Test
  void anExactWishHasAPartOfItsOwnInV1() {
    ResourceClaim claim =
        ResourceClaim.builder()
            .metadata(it -> it.name("c"))
            .spec(
                s ->
                    s.devices(
                        d ->
                            d.requests(
                                DeviceRequest.builder().name("a").deviceClassName("gpu").build(),
                                DeviceRequest.builder()
                                    .name("b")
                                    .firstAvailable(
                                        DeviceSubRequest.builder()
                                            .name("x")
                                            .deviceClassName("gpu")
                                            .count(2)
                                            .build())
                                    .build())))
            .build();
    var requests = ClaimForms.toV1(claim).spec().devices().requests();
    assertThat(requests.get(0).exactly()).extracting("deviceClassName").isEqualTo("gpu");
    assertThat(requests.get(1).exactly()).isNull();
    assertThat(requests.get(1).firstAvailable().getFirst().count()).isEqualTo(2);
    assertThat(ClaimForms.fromV1(ClaimForms.toV1(claim))).isEqualTo(claim);
  }

  @Test
  void whatIsKnownOfADeviceHasAPartOfItsOwnHere() {
    ResourceSlice slice =
        ResourceSlice.builder()
            .metadata(it -> it.name("s"))
            .spec(
                s ->
                    s.nodeName("n")
                        .devices(
                            Device.builder().name("bare").build(),
                            Device.builder()
                                .name("d")
                                .basic(
                                    b ->
                                        b.attributes(
                                            Map.of(
                                                "model",
                                                DeviceAttribute.builder().string("x").build())))
                                .build()))
            .build();
    var devices = SliceForms.toV1(slice).spec().devices();
    assertThat(devices.get(1).attributes()).containsKey("model");
    assertThat(SliceForms.toV1(slice).spec().allNodes()).isNull();
    assertThat(SliceForms.fromV1(SliceForms.toV1(slice))).isEqualTo(slice);
  }
}
