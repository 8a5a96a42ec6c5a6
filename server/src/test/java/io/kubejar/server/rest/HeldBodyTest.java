package io.kubejar.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.BodyTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class HeldBodyTest {
  private static final byte[] LARGE = new byte[100_000];

  private final Semaphore room = new Semaphore(3);

  private HeldBody held(byte[] bytes, int limit) throws IOException {
    return HeldBody.of(new ByteArrayInputStream(bytes), limit, room);
  }

  @Test
  void allTogetherAreBounded() throws Exception {
    try (var _ = held(LARGE, LARGE.length)) {
      try (var small = held(new byte[] {1, 2}, 2)) {
        assertThat(small.bytes()).containsExactly(1, 2);
        assertThatThrownBy(() -> held(LARGE, LARGE.length))
            .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(429));
        assertThat(held(new byte[0], 0).bytes()).isEmpty();
      }
      assertThat(room.availablePermits()).isEqualTo(1);
    }
    assertThat(room.availablePermits()).isEqualTo(3);
  }

  @Test
  void eachIsBounded() {
    assertThatThrownBy(() -> held(LARGE, LARGE.length - 1))
        .isInstanceOf(BodyTooLargeException.class);
    assertThat(room.availablePermits()).isEqualTo(3);
  }
}
