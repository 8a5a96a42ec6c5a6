package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

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

  private static String object(ObjectReference reference) {
    return reference.name().isEmpty()
        ? reference.kind().toLowerCase(Locale.ROOT)
        : reference.kind().toLowerCase(Locale.ROOT) + "/" + reference.name();
  }

  private static String source(String component, String host) {
    return host.isEmpty() ? component : component + ", " + host;
  }

  private static Object source(Event event) {
    EventSource source = event.source();
    return source.component().isEmpty()
        ? source(event.reportingComponent(), event.reportingInstance())
        : source(source.component(), source.host());
  }

  private static String text(Instant moment, Instant now) {
    return Ages.text(Duration.between(moment, now));
  }

  private static String firstSeen(Event event, Instant now) {
    Time first = event.firstTimestamp();
    MicroTime at = event.eventTime();
    return first != null
        ? text(first.instant(), now)
        : at == null ? "<unknown>" : text(at.instant(), now);
  }

  private static String lastSeen(Event event, Instant now) {
    EventSeries series = event.series();
    MicroTime observed = series == null ? null : series.lastObservedTime();
    Time last = event.lastTimestamp();
    if (observed != null) {
      return text(observed.instant(), now);
    }
    return last != null ? text(last.instant(), now) : firstSeen(event, now);
  }

  private static Object count(Event event) {
    EventSeries series = event.series();
    if (series != null) {
      return (long) series.count();
    }
    return (long) Math.max(1, event.count());
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

  private static final List<Column<Event>> COLUMNS =
      List.of(
          Column.timed("Last Seen", 0, "When it last happened.", EventKind::lastSeen),
          Column.text("Type", "Whether it is a warning.", each -> each.type()),
          Column.text("Reason", "Why it happened, in a word.", each -> each.reason()),
          Column.text("Object", "What it happened to.", each -> object(each.involvedObject())),
          Column.wide("Subobject", "Which part.", each -> each.involvedObject().fieldPath()),
          Column.wide("Source", "Who tells it.", EventKind::source),
          Column.text("Message", "What happened.", each -> each.message().strip()),
          Column.timed("First Seen", 1, "When it first happened.", EventKind::firstSeen),
          Column.wide("Count", "How often it happened.", EventKind::count),
          Column.of(
              "Name", "string", "name", 1, "The event's name.", each -> each.metadata().name()));
}
