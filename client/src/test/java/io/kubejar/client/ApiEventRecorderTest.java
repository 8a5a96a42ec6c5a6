package io.kubejar.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Event;
import io.kubejar.api.core.v1.EventKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiEventRecorderTest {
  private final FakeApi api = new FakeApi();
  private final ManualClock clock = new ManualClock();
  private final ApiEventRecorder recorder =
      new ApiEventRecorder(new Client(api), "tester", "host", clock);
  private final ConfigMap map =
      ConfigMap.builder().metadata(m -> m.namespace("shop").name("cart").uid("u1")).build();

  @AfterEach
  void close() {
    recorder.close();
  }

  private List<Event> events(int count) throws InterruptedException {
    Eventually.until("events", () -> api.all(EventKind.EVENT).size() >= count);
    return api.all(EventKind.EVENT);
  }

  @Test
  void writesWhatHappened() throws InterruptedException {
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "Changed", "it changed");
    Event event = events(1).getFirst();
    assertThat(event.metadata().namespace()).isEqualTo("shop");
    assertThat(event.metadata().name()).matches("cart\\.[0-9a-f]{16}");
    assertThat(event.involvedObject().kind()).isEqualTo("ConfigMap");
    assertThat(event.involvedObject().apiVersion()).isEqualTo("v1");
    assertThat(event.involvedObject().uid()).isEqualTo("u1");
    assertThat(event.type()).isEqualTo("Normal");
    assertThat(event.reason()).isEqualTo("Changed");
    assertThat(event.message()).isEqualTo("it changed");
    assertThat(event.count()).isEqualTo(1);
    assertThat(event.source().component()).isEqualTo("tester");
    assertThat(event.reportingComponent()).isEqualTo("tester");
    assertThat(event.firstTimestamp().instant()).isEqualTo(clock.instant());
  }

  @Test
  void aRepetitionRaisesTheCount() throws InterruptedException {
    recorder.warning(ConfigMapKind.CONFIG_MAP, map, "Failed", "a \"quoted\" text");
    recorder.warning(ConfigMapKind.CONFIG_MAP, map, "Failed", "a \"quoted\" text");
    Eventually.until(
        "counted",
        () ->
            api.all(EventKind.EVENT).stream().anyMatch(e -> Integer.valueOf(2).equals(e.count())));
    assertThat(api.all(EventKind.EVENT)).hasSize(1);
    assertThat(api.all(EventKind.EVENT).getFirst().message()).isEqualTo("a \"quoted\" text");
  }

  @Test
  void differentEventsOfOneMomentHaveDifferentNames() throws InterruptedException {
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "One", "1");
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "Two", "2");
    assertThat(events(2)).extracting(Event::reason).containsExactly("One", "Two");
  }

  @Test
  void anEventThatWasForgottenIsWrittenAgainWithItsCount() throws InterruptedException {
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "One", "1");
    api.delete(EventKind.EVENT, Key.of(events(1).getFirst()));
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "One", "1");
    assertThat(events(1).getFirst().count()).isEqualTo(2);
  }

  @Test
  void refusalsAndFailuresDoNotEndTheRecorder() throws InterruptedException {
    api.refuse(request -> FakeApi.error(403, "Forbidden"));
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "One", "1");
    Eventually.until("tried", () -> api.requests().size() == 1);
    api.refuse(
        request -> {
          throw new IllegalStateException("broken");
        });
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "Two", "2");
    recorder.close();
    assertThat(api.all(EventKind.EVENT)).isEmpty();
  }

  @Test
  void longMessagesAreCut() throws InterruptedException {
    recorder.normal(ConfigMapKind.CONFIG_MAP, map, "One", "x".repeat(2_000));
    assertThat(events(1).getFirst().message()).hasSize(1_024).endsWith("x ...");
  }
}
