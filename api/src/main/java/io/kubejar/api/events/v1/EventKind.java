package io.kubejar.api.events.v1;

import static io.kubejar.api.kind.FieldErrors.plain;

import io.kubejar.api.core.v1.EventFacts;
import io.kubejar.api.core.v1.EventSight;
import io.kubejar.api.core.v1.EventSource;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The `events` resource: names and rules of [Event].
public final class EventKind implements Kind<Event> {
  public static final EventKind EVENT = new EventKind();

  private static final Names NAMES =
      Names.of("events.k8s.io", "v1", "Event", "events")
          .namespaced()
          .shortNames("ev")
          .stored("/registry/events/", "r2yiGXH7wu8=")
          .build();

  private EventKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Event> codec() {
    return EventCodec.INSTANCE;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validate(Event event, FieldErrors errors) {
    checkAsBefore(event, errors);
    checkSeries(event.series(), errors);
    if (event.eventTime() == null) {
      errors.required(Path.of("eventTime"));
    }
    if (!event.type().equals("Normal") && !event.type().equals("Warning")) {
      errors.invalid(Path.of("type"), "", "has invalid value: " + event.type());
    }
    requireUnset(event.deprecatedFirstTimestamp() == null, "firstTimestamp", errors);
    requireUnset(event.deprecatedLastTimestamp() == null, "lastTimestamp", errors);
    requireUnset(event.deprecatedCount() == 0, "count", errors);
    EventSource source = event.deprecatedSource();
    requireUnset(source.component().isEmpty() && source.host().isEmpty(), "source", errors);
  }

  /// The rules that the older API has, too.
  private static void checkAsBefore(Event event, FieldErrors errors) {
    new EventFacts(
            event.metadata().namespace(),
            event.regarding().namespace(),
            event.eventTime() != null,
            event.reportingController(),
            event.reportingInstance(),
            event.action(),
            event.reason(),
            event.note())
        .check("reportingController", errors);
  }

  private static void checkSeries(@Nullable EventSeries series, FieldErrors errors) {
    if (series == null) {
      return;
    }
    if (series.count() < 2) {
      errors.invalid(Path.of("series.count"), "", "should be at least 2");
    }
    if (series.lastObservedTime() == null) {
      errors.required(Path.of("series.lastObservedTime"));
    }
  }

  private static void requireUnset(boolean unset, String field, FieldErrors errors) {
    if (!unset) {
      errors.invalid(Path.of(field), "", "needs to be unset");
    }
  }

  /// Only the series goes on.
  @Override
  public void validateUpdate(Event event, Event old, FieldErrors errors) {
    checkAsBefore(event, errors);
    if (!Objects.equals(event.series(), old.series())) {
      checkSeries(event.series(), errors);
    }
    immutable("involvedObject", plain(event.regarding()), plain(old.regarding()), errors);
    immutable("reason", event.reason(), old.reason(), errors);
    immutable("message", event.note(), old.note(), errors);
    immutable("source", plain(event.deprecatedSource()), plain(old.deprecatedSource()), errors);
    immutable(
        "firstTimestamp", event.deprecatedFirstTimestamp(), old.deprecatedFirstTimestamp(), errors);
    immutable(
        "lastTimestamp", event.deprecatedLastTimestamp(), old.deprecatedLastTimestamp(), errors);
    immutable("count", event.deprecatedCount(), old.deprecatedCount(), errors);
    immutable("type", event.type(), old.type(), errors);
    immutable("eventTime", event.eventTime(), old.eventTime(), errors);
    immutable("action", event.action(), old.action(), errors);
    immutable("related", plain(event.related()), plain(old.related()), errors);
    immutable(
        "reportingController", event.reportingController(), old.reportingController(), errors);
    immutable("reportingInstance", event.reportingInstance(), old.reportingInstance(), errors);
  }

  private static void immutable(
      String field, @Nullable Object value, @Nullable Object old, FieldErrors errors) {
    errors.immutable(Path.of(field), value, old);
  }

  @Override
  public List<SelectableField<Event>> selectableFields() {
    return FIELDS;
  }

  private static final List<SelectableField<Event>> FIELDS =
      List.of(
          new SelectableField<>("regarding.kind", each -> each.regarding().kind()),
          new SelectableField<>("regarding.namespace", each -> each.regarding().namespace()),
          new SelectableField<>("regarding.name", each -> each.regarding().name()),
          new SelectableField<>("regarding.uid", each -> each.regarding().uid()),
          new SelectableField<>("regarding.apiVersion", each -> each.regarding().apiVersion()),
          new SelectableField<>(
              "regarding.resourceVersion", each -> each.regarding().resourceVersion()),
          new SelectableField<>("regarding.fieldPath", each -> each.regarding().fieldPath()),
          new SelectableField<>("reason", each -> each.reason()),
          new SelectableField<>("reportingController", each -> each.reportingController()),
          new SelectableField<>("type", each -> each.type()));

  @Override
  public List<Column<Event>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Event>> COLUMNS = EventSight.columns(EventKind::sight);

  private static EventSight sight(Event event) {
    EventSeries series = event.series();
    return new EventSight(
        event.type(),
        event.reason(),
        event.regarding(),
        event.deprecatedSource(),
        event.reportingController(),
        event.reportingInstance(),
        event.note(),
        event.eventTime(),
        event.deprecatedFirstTimestamp(),
        event.deprecatedLastTimestamp(),
        event.deprecatedCount(),
        series == null ? null : new EventSight.Series(series.count(), series.lastObservedTime()));
  }
}
