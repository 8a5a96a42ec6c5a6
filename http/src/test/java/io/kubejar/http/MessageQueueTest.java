package io.kubejar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MessageQueueTest {
  private final MessageQueue queue = new MessageQueue();

  @Test
  void messagesAreTakenInTheirOrder() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 100; i++) {
        queue.add(new byte[] {(byte) i});
      }
      for (int i = 0; i < 100; i++) {
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.peek()).containsExactly(i);
        assertThat(queue.remove()).containsExactly(i);
      }
      assertThat(queue.isEmpty()).isTrue();
    }
  }

  @Test
  void anEmptyOneHasNothing() {
    assertThat(queue.peek()).isNull();
    assertThat(queue.poll()).isNull();
    assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
    queue.add(new byte[1]);
    assertThat(queue.poll()).hasSize(1);
    assertThat(queue.poll()).isNull();
  }
}
