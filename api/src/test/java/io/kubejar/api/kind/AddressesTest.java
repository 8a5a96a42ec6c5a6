package io.kubejar.api.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.2.3.4", "0.0.0.0", "::", "fd00::1", "FD00:0::1"})
  void addressesMayBeWrittenInSeveralWays(String text) {
    assertThat(Addresses.address(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.04,must not have leading 0s",
    "::ffff:1.2.3.4,must not be an IPv4-mapped IPv6 address",
    "1.2.3.256,'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'"
  })
  void butMeanTheSameToEverybody(String text, String wrong) {
    assertThat(Addresses.address(text)).containsExactly(wrong);
  }

  @Test
  void newFieldsTakeTheCanonicalFormOnly() {
    assertThat(Addresses.canonicalAddress("fd00::1")).isEmpty();
    assertThat(Addresses.canonicalAddress("FD00::1"))
        .containsExactly("must be in canonical form (\"fd00::1\")");
    assertThat(Addresses.canonicalPrefix("FD00::/64"))
        .containsExactly("must be in canonical form (\"fd00::/64\")");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/08,must not have leading 0s in IP or prefix length",
    "010.0.0.0/8,must not have leading 0s in IP or prefix length",
    "10.0.0.1/8,must not have bits set beyond the prefix length",
    "::ffff:10.0.0.0/112,must not have an IPv4-mapped IPv6 address",
    "10.0.0.0,'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'"
  })
  void prefixesAreNetworks(String text, String wrong) {
    assertThat(Addresses.prefix(text)).containsExactly(wrong);
  }

  @Test
  void anInterfaceHasAnAddressAndTheSizeOfItsNetwork() {
    assertThat(Addresses.interfaceAddress("10.0.0.1/24")).isEmpty();
    assertThat(Addresses.interfaceAddress("2001:db8::1/64")).isEmpty();
    assertThat(Addresses.interfaceAddress("10.0.0.1"))
        .containsExactly(
            "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)");
    assertThat(Addresses.interfaceAddress("010.0.0.1/24"))
        .containsExactly("must be in canonical form (\"10.0.0.1/24\")");
    assertThat(Addresses.interfaceAddress("::ffff:192.168.0.1/120"))
        .containsExactly("must be in canonical form (\"192.168.0.1/24\")");
  }

  @Test
  void unusualSpellingsAreWarnedOf() {
    var warnings = new ArrayList<String>();
    Addresses.warn("FD00::1", Path.of("spec", "ip"), warnings);
    Addresses.warn("fd00::1", Path.of("spec", "ip"), warnings);
    Addresses.warn("10.0.0.1", Path.of("spec", "ip"), warnings);
    Addresses.warnOfPrefix("fd00:0::/64", Path.of("spec", "cidr"), warnings);
    assertThat(warnings)
        .containsExactly(
            "spec.ip: IPv6 address \"FD00::1\" should be in RFC 5952 canonical format"
                + " (\"fd00::1\")",
            "spec.cidr: IPv6 CIDR value \"fd00:0::/64\" should be in RFC 5952 canonical format"
                + " (\"fd00::/64\")");
  }

  @Test
  void aPrefixMayBeEverything() {
    assertThat(Addresses.prefix("0.0.0.0/0")).isEmpty();
    assertThat(Addresses.prefix("::/0")).isEmpty();
  }
}
