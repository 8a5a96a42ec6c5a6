package io.kubejar.api.networking.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeRulesTest {
  @Test
  void rangesAreOfTwoFamiliesAndExact() {
    assertThat(errors("10.0.0.0/16", "fd00::/64")).isEmpty();
    assertThat(errors()).containsExactly("spec.cidrs: Required value: at least one CIDR required");
    assertThat(errors("10.0.0.0/16", "10.1.0.0/16"))
        .containsExactly(
            "spec.cidrs: Invalid value: [\"10.0.0.0/16\",\"10.1.0.0/16\"]: may specify no more"
                + " than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
    assertThat(errors("10.0.0.1/16"))
        .containsExactly(
            "spec.cidrs[0]: Invalid value: \"10.0.0.1/16\": must not have bits set beyond the"
                + " prefix length");
  }

  @Test
  void aSecondFamilyMayBeAdded() {
    ServiceCIDR old = range("10.0.0.0/16");
    ServiceCIDRKind kind = ServiceCIDRKind.SERVICE_CIDR;
    assertThat(Validation.update(kind, range("10.0.0.0/16", "fd00::/64"), old)).isEmpty();
    assertThat(Validation.update(kind, range("10.1.0.0/16"), old))
        .extracting(FieldError::toString)
        .containsExactly("spec.cidrs[0]: Invalid value: \"10.1.0.0/16\": field is immutable");
  }

  @Test
  void anAddressIsItsName() {
    IPAddress address =
        IPAddress.builder()
            .metadata(m -> m.name("10.0.0.1"))
            .spec(s -> s.parentRef(p -> p.resource("services").name("s").namespace("ns")))
            .build();
    IPAddressKind kind = IPAddressKind.IP_ADDRESS;
    assertThat(Validation.create(kind, address)).isEmpty();
    assertThat(Validation.create(kind, address.with(it -> it.metadata(m -> m.name("FD00::1")))))
        .hasSize(1);
    assertThat(
            Validation.create(kind, address.with(it -> it.spec(s -> s.parentRef(p -> p.name(""))))))
        .extracting(FieldError::toString)
        .containsExactly("spec.parentRef.name: Required value");
  }

  private static ServiceCIDR range(String... cidrs) {
    return ServiceCIDR.builder()
        .metadata(m -> m.name("r").resourceVersion("1"))
        .spec(s -> s.cidrs(cidrs))
        .build();
  }

  private static List<String> errors(String... cidrs) {
    return Validation.create(ServiceCIDRKind.SERVICE_CIDR, range(cidrs)).stream()
        .map(FieldError::toString)
        .toList();
  }
}
