package io.kubejar.api.events.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Both APIs of events, which are one kind in the store.
class EventRulesTest {
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
  private static final EventKind KIND = EventKind.EVENT;
  private static final Event EVENT =
      Event.builder()
          .metadata(m -> m.name("e").namespace("ns").resourceVersion("1"))
          .eventTime(new MicroTime(NOW))
          .reportingController("example.com/c")
          .reportingInstance("i")
          .action("Started")
          .reason("Started")
          .type("Normal")
          .regarding(r -> r.kind("Pod").namespace("ns").name("p"))
          .build();
  private static final io.kubejar.api.core.v1.EventKind OLD_KIND =
      io.kubejar.api.core.v1.EventKind.EVENT;

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  private static List<String> errors(Event event) {
    return texts(Validation.create(KIND, event));
  }

  @Test
  void aNewEventTellsEverythingButTheOldMembers() {
    assertThat(errors(EVENT)).isEmpty();
    assertThat(errors(EVENT.with(e -> e.eventTime(null).type(""))))
        .containsExactly(
            "eventTime: Required value", "type: Invalid value: \"\": has invalid value: ");
    assertThat(errors(EVENT.with(e -> e.action("").reportingInstance("x".repeat(129)))))
        .containsExactly(
            "reportingInstance: Invalid value: \"\": can have at most 128 characters",
            "action: Required value");
    assertThat(
            errors(
                EVENT.with(
                    e ->
                        e.deprecatedFirstTimestamp(new Time(NOW))
                            .deprecatedCount(1)
                            .deprecatedSource(s -> s.host("h")))))
        .containsExactly(
            "firstTimestamp: Invalid value: \"\": needs to be unset",
            "count: Invalid value: \"\": needs to be unset",
            "source: Invalid value: \"\": needs to be unset");
  }

  @Test
  void aSeriesHasTwoAtLeast() {
    Event series = EVENT.with(e -> e.series(EventSeries.builder().count(1).build()));
    assertThat(errors(series))
        .containsExactly(
            "series.count: Invalid value: \"\": should be at least 2",
            "series.lastObservedTime: Required value");
    assertThat(texts(Validation.update(KIND, series, series))).isEmpty();
  }

  @Test
  void onlyTheSeriesGoesOn() {
    EventSeries more = EventSeries.builder().count(2).lastObservedTime(new MicroTime(NOW)).build();
    assertThat(texts(Validation.update(KIND, EVENT.with(e -> e.series(more)), EVENT))).isEmpty();
    Event changed =
        EVENT.with(
            e -> e.note("n").reportingController("example.com/d").regarding(r -> r.name("q")));
    assertThat(texts(Validation.update(KIND, changed, EVENT)))
        .containsExactly(
            "involvedObject: Invalid value: {\"Kind\":\"Pod\",\"Namespace\":\"ns\",\"Name\":\"q\","
                + "\"UID\":\"\",\"APIVersion\":\"\",\"ResourceVersion\":\"\",\"FieldPath\":\"\"}:"
                + " field is immutable",
            "message: Invalid value: \"n\": field is immutable",
            "reportingController: Invalid value: \"example.com/d\": field is immutable");
  }

  @Test
  void theOlderApiAsksForAsMuchOnceTheTimeIsExact() {
    var event =
        io.kubejar.api.core.v1.Event.builder()
            .metadata(m -> m.name("e").namespace("ns"))
            .involvedObject(r -> r.kind("Pod").namespace("ns").name("p"))
            .build();
    assertThat(texts(Validation.create(OLD_KIND, event))).isEmpty();
    assertThat(
            texts(
                Validation.create(
                    OLD_KIND,
                    event.with(
                        e -> e.eventTime(new MicroTime(NOW)).reportingComponent("example.com/c")))))
        .containsExactly(
            "reportingInstance: Required value",
            "action: Required value",
            "reason: Required value");
    assertThat(
            texts(
                Validation.create(
                    OLD_KIND, event.with(e -> e.involvedObject(r -> r.namespace("other"))))))
        .containsExactly(
            "involvedObject.namespace: Invalid value: \"other\": does not match event.namespace");
  }
}
