package io.kubejar.api.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void subdomainsAreLowerCaseLabelsJoinedByDots() {
    assertThat(Formats.dnsSubdomain("a.b-c.0")).isEmpty();
    assertThat(Formats.dnsSubdomain("UPPER"))
        .containsExactly(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                + " '-' or '.', and must start and end with an alphanumeric character (e.g."
                + " 'example.com', regex used for validation is"
                + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    assertThat(Formats.dnsLabel("a.b")).containsExactly("must not contain dots");
    assertThat(Formats.dnsLabel("a".repeat(64)))
        .containsExactly("must be no more than 63 characters");
  }

  @Test
  void qualifiedNamesMayHaveOnePrefix() {
    assertThat(Formats.qualifiedName("example.com/My_Name.1")).isEmpty();
    assertThat(Formats.qualifiedName("/a")).containsExactly("prefix part must be non-empty");
    assertThat(Formats.qualifiedName("x".repeat(64)))
        .containsExactly("name part must be no more than 63 bytes");
    assertThat(Formats.qualifiedName("")).hasSize(2).contains("name part must be non-empty");
    assertThat(Formats.qualifiedName("x/y/z").getFirst())
        .endsWith("with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
  }

  @Test
  void portNamesHaveALetterAndSingleHyphensInside() {
    assertThat(Formats.portName("http-1")).isEmpty();
    assertThat(Formats.portName("-bad-")).containsExactly("must not begin or end with a hyphen");
    assertThat(Formats.portName("12")).containsExactly("must contain at least one letter (a-z)");
  }

  @Test
  void prefixesOfGeneratedNamesMayEndInAHyphen() {
    assertThat(NameRule.LABEL.check("web-", true)).isEmpty();
    assertThat(NameRule.LABEL.check("web-", false)).hasSize(1);
    assertThat(NameRule.PATH_SEGMENT.check("a/b", false)).containsExactly("may not contain '/'");
  }

  @Test
  void agesGetCoarser() {
    assertThat(Ages.text(Duration.ofSeconds(119))).isEqualTo("119s");
    assertThat(Ages.text(Duration.ofSeconds(200))).isEqualTo("3m20s");
    assertThat(Ages.text(Duration.ofMinutes(179))).isEqualTo("179m");
    assertThat(Ages.text(Duration.ofHours(7))).isEqualTo("7h");
    assertThat(Ages.text(Duration.ofHours(49))).isEqualTo("2d1h");
    assertThat(Ages.text(Duration.ofDays(770))).isEqualTo("2y40d");
    assertThat(Ages.text(Duration.ofDays(3650))).isEqualTo("10y");
  }

  @Test
  void addressesAreParsedWithoutLookUp() {
    assertThat(Addresses.address("10.9.8.7")).isEmpty();
    assertThat(Addresses.address("2001:db8::ffff")).isEmpty();
    assertThat(Addresses.parse("::ffff:10.0.0.1")).hasSize(4);
    assertThat(Addresses.address("x"))
        .containsExactly("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    assertThat(Addresses.nonSpecial("127.0.0.1"))
        .containsExactly("may not be in the loopback range (127.0.0.0/8, ::1/128)");
    assertThat(Addresses.prefix("10.9.8.0/24")).isEmpty();
    assertThat(Addresses.prefix("10.0.0.0")).hasSize(1);
    assertThat(Addresses.canonical(Addresses.parse("FD00:0:0::1"))).isEqualTo("fd00::1");
  }

  @Test
  void differencesShowThreeLinesAround() {
    assertThat(
            Differences.text(
                java.util.List.of("a", "b", "c", "d", "e", "f", "g", "h"),
                java.util.List.of("a", "b", "c", "d", "x", "f", "g", "h")))
        .isEqualTo("@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+x\n f\n g\n h\n");
  }
}
