package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `events` resource: names and rules of [Event].
public final class EventKind implements Kind<Event> {
  public static final EventKind EVENT = new EventKind();

  private static final Names NAMES =
      Names.of("", "v1", "Event", "events")
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
  public boolean restrictsFinalizers() {
    return false;
  }

  @Override
  public NameRule nameRule() {
    return NameRule.PATH_SEGMENT;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.NONE;
  }

  @Override
  public void validate(Event event, FieldErrors errors) {
    new EventFacts(
            event.metadata().namespace(),
            event.involvedObject().namespace(),
            event.eventTime() != null,
            event.reportingComponent(),
            event.reportingInstance(),
            event.action(),
            event.reason(),
            event.message())
        .check("reportingComponent", errors);
  }

  @Override
  public List<SelectableField<Event>> selectableFields() {
    return FIELDS;
  }

  private static final List<SelectableField<Event>> FIELDS =
      List.of(
          new SelectableField<>("involvedObject.kind", each -> each.involvedObject().kind()),
          new SelectableField<>(
              "involvedObject.namespace", each -> each.involvedObject().namespace()),
          new SelectableField<>("involvedObject.name", each -> each.involvedObject().name()),
          new SelectableField<>("involvedObject.uid", each -> each.involvedObject().uid()),
          new SelectableField<>(
              "involvedObject.apiVersion", each -> each.involvedObject().apiVersion()),
          new SelectableField<>(
              "involvedObject.resourceVersion", each -> each.involvedObject().resourceVersion()),
          new SelectableField<>(
              "involvedObject.fieldPath", each -> each.involvedObject().fieldPath()),
          new SelectableField<>("reason", each -> each.reason()),
          new SelectableField<>("reportingComponent", each -> each.reportingComponent()),
          new SelectableField<>(
              "source", each -> orElse(each.source().component(), each.reportingComponent())),
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
        event.involvedObject(),
        event.source(),
        event.reportingComponent(),
        event.reportingInstance(),
        event.message(),
        event.eventTime(),
        event.firstTimestamp(),
        event.lastTimestamp(),
        event.count(),
        series == null ? null : new EventSight.Series(series.count(), series.lastObservedTime()));
  }
}
