package io.kubejar.api.events.v1;

import io.kubejar.api.core.v1.EventSource;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
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
    String namespace = event.regarding().namespace();
    boolean matches =
        namespace.isEmpty()
            ? event.metadata().namespace().equals("default")
            : namespace.equals(event.metadata().namespace());
    if (!matches) {
      errors.invalid(
          Path.of("involvedObject", "namespace"), namespace, "does not match event.namespace");
    }
    if (event.eventTime() == null) {
      errors.required(Path.of("eventTime"));
    }
    require(event.reportingController(), "reportingController", errors);
    if (!event.reportingController().isEmpty()) {
      errors.invalid(
          Path.of("reportingController"),
          event.reportingController(),
          Formats.qualifiedName(event.reportingController()));
    }
    limit(event.reportingInstance(), "reportingInstance", 128, true, errors);
    limit(event.action(), "action", 128, true, errors);
    limit(event.reason(), "reason", 128, true, errors);
    limit(event.note(), "message", 1024, false, errors);
    if (!event.type().equals("Normal") && !event.type().equals("Warning")) {
      errors.invalid(Path.of("type"), "", "has invalid value: " + event.type());
    }
  }

  @Override
  public void validateUpdate(Event event, Event old, FieldErrors errors) {
    validate(event, errors);
    errors.immutable(
        Path.of("regarding"),
        FieldErrors.plain(event.regarding()),
        FieldErrors.plain(old.regarding()));
    errors.immutable(Path.of("reason"), event.reason(), old.reason());
    errors.immutable(Path.of("action"), event.action(), old.action());
    errors.immutable(Path.of("note"), event.note(), old.note());
    errors.immutable(Path.of("type"), event.type(), old.type());
    errors.immutable(Path.of("eventTime"), event.eventTime(), old.eventTime());
  }

  private static void require(String value, String field, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(Path.of(field));
    }
  }

  private static void limit(
      String value, String field, int max, boolean required, FieldErrors errors) {
    if (required) {
      require(value, field, errors);
    }
    if (value.length() > max) {
      errors.invalid(Path.of(field), "", "can have at most " + max + " characters");
    }
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
    EventSource source = event.deprecatedSource();
    return source.component().isEmpty()
        ? source(event.reportingController(), event.reportingInstance())
        : source(source.component(), source.host());
  }

  private static String text(Instant moment, Instant now) {
    return Ages.text(Duration.between(moment, now));
  }

  private static String firstSeen(Event event, Instant now) {
    Time first = event.deprecatedFirstTimestamp();
    MicroTime at = event.eventTime();
    return first != null
        ? text(first.instant(), now)
        : at == null ? "<unknown>" : text(at.instant(), now);
  }

  private static String lastSeen(Event event, Instant now) {
    EventSeries series = event.series();
    MicroTime observed = series == null ? null : series.lastObservedTime();
    Time last = event.deprecatedLastTimestamp();
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
    return (long) Math.max(1, event.deprecatedCount());
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

  private static final List<Column<Event>> COLUMNS =
      List.of(
          Column.timed("Last Seen", 0, "When it last happened.", EventKind::lastSeen),
          Column.text("Type", "Whether it is a warning.", each -> each.type()),
          Column.text("Reason", "Why it happened, in a word.", each -> each.reason()),
          Column.text("Object", "What it happened to.", each -> object(each.regarding())),
          Column.wide("Subobject", "Which part.", each -> each.regarding().fieldPath()),
          Column.wide("Source", "Who tells it.", EventKind::source),
          Column.text("Message", "What happened.", each -> each.note().strip()),
          Column.timed("First Seen", 1, "When it first happened.", EventKind::firstSeen),
          Column.wide("Count", "How often it happened.", EventKind::count),
          Column.of(
              "Name", "string", "name", 1, "The event's name.", each -> each.metadata().name()));
}
