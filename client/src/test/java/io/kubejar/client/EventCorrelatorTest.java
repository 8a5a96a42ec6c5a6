package io.kubejar.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Event;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.client.EventCorrelator.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventCorrelatorTest {
  private final ManualClock clock = new ManualClock();
  private final EventCorrelator correlator = new EventCorrelator();

  private Verdict correlate(String object, String reason, String message) {
    return correlator.correlate(event(object, reason, message), clock.instant());
  }

  private static Event event(String object, String reason, String message) {
    return Event.builder()
        .metadata(m -> m.namespace("default").name(object + "." + message.hashCode()))
        .involvedObject(ObjectReference.builder().kind("Pod").name(object).build())
        .type("Normal")
        .reason(reason)
        .message(message)
        .build();
  }

  @Test
  void equalEventsAreCounted() {
    assertThat(correlate("a", "Pulled", "x")).isInstanceOf(Verdict.Create.class);
    assertThat(correlate("a", "Pulled", "x"))
        .isInstanceOfSatisfying(Verdict.Count.class, c -> assertThat(c.count()).isEqualTo(2));
    assertThat(correlate("a", "Pulled", "x"))
        .isInstanceOfSatisfying(Verdict.Count.class, c -> assertThat(c.count()).isEqualTo(3));
    assertThat(correlate("b", "Pulled", "x")).isInstanceOf(Verdict.Create.class);
    assertThat(correlate("a", "Failed", "x")).isInstanceOf(Verdict.Create.class);
  }

  @Test
  void manyMessagesOfOneReasonAreCombined() {
    for (int i = 1; i < 10; i++) {
      assertThat(correlate("a", "Failed", "message " + i)).isInstanceOf(Verdict.Create.class);
    }
    assertThat(correlate("a", "Failed", "message 10"))
        .isInstanceOfSatisfying(
            Verdict.Create.class,
            create ->
                assertThat(create.event().message())
                    .isEqualTo("(combined from similar events): message 10"));
    assertThat(correlate("a", "Failed", "message 11"))
        .isInstanceOfSatisfying(
            Verdict.Count.class,
            count -> {
              assertThat(count.count()).isEqualTo(2);
              assertThat(count.known().message())
                  .isEqualTo("(combined from similar events): message 11");
            });
    clock.advance(Duration.ofMinutes(11));
    assertThat(correlate("a", "Failed", "message 12"))
        .isInstanceOfSatisfying(
            Verdict.Create.class,
            create -> assertThat(create.event().message()).isEqualTo("message 12"));
  }

  @Test
  void anObjectGetsSoManyEventsAndThenAFewMore() {
    for (int i = 0; i < 25; i++) {
      assertThat(correlate("a", "Failed", "x")).isNotInstanceOf(Verdict.Drop.class);
    }
    assertThat(correlate("a", "Failed", "x")).isInstanceOf(Verdict.Drop.class);
    assertThat(correlate("b", "Failed", "x")).isInstanceOf(Verdict.Create.class);
    clock.advance(Duration.ofMinutes(5));
    assertThat(correlate("a", "Failed", "x"))
        .isInstanceOfSatisfying(Verdict.Count.class, c -> assertThat(c.count()).isEqualTo(27));
    assertThat(correlate("a", "Failed", "x")).isInstanceOf(Verdict.Drop.class);
  }
}
