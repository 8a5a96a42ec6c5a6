package io.kubejar.server.special.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AddressRangeTest {
  @Test
  void ownAndBroadcastAddressesAreNotGivenOut() {
    var range = AddressRange.parse("10.96.0.0/16");
    assertThat(range.first()).isEqualTo("10.96.0.1");
    assertThat(range.contains("10.96.0.0")).isFalse();
    assertThat(range.contains("10.96.255.255")).isFalse();
    assertThat(range.contains("10.96.255.254")).isTrue();
    assertThat(range.contains("10.97.0.1")).isFalse();
    assertThat(range.contains("fd00::1")).isFalse();
  }

  @Test
  void lookingForAnAddressBeginsInTheUpperPartAndSeesAll() {
    var range = AddressRange.parse("10.0.0.0/24");
    var random = new Random(1);
    for (int i = 0; i < 100; i++) {
      assertThat(range.start(random)).isBetween(17L, 254L);
    }
    var seen = new HashSet<String>();
    long position = 200;
    do {
      seen.add(range.address(position));
      position = range.after(position);
    } while (position != 200);
    assertThat(seen).hasSize(254);
  }

  @Test
  void longAddressesAreWrittenShort() {
    var range = AddressRange.parse("fd00:10:96::/112");
    assertThat(range.first()).isEqualTo("fd00:10:96::1");
    assertThat(range.isIpv6()).isTrue();
  }
}
