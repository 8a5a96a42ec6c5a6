package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What tables show of an event, whichever of the two APIs it is asked for by.
///
/// @param type whether it is a warning
/// @param reason a word for why it happened
/// @param about what it happened to
/// @param source who told it, in the older API
/// @param controller who told it, in the newer API
/// @param instance which one of these
/// @param message what happened
/// @param time when it happened, in the newer API
/// @param first when it first happened, in the older API
/// @param last when it last happened, in the older API
/// @param count how often it happened, in the older API
/// @param series how it went on, in the newer API
public record EventSight(
    String type,
    String reason,
    ObjectReference about,
    EventSource source,
    String controller,
    String instance,
    String message,
    @Nullable MicroTime time,
    @Nullable Time first,
    @Nullable Time last,
    int count,
    @Nullable Series series) {

  /// How an event went on.
  public record Series(int count, @Nullable MicroTime last) {}

  /// The columns of the table form.
  public static <T extends ApiObject> List<Column<T>> columns(Function<T, EventSight> sight) {
    return List.of(
        Column.timed(
            "Last Seen",
            0,
            "When it last happened.",
            (each, now) -> sight.apply(each).lastSeen(now)),
        Column.text("Type", "Whether it is a warning.", each -> sight.apply(each).type()),
        Column.text("Reason", "Why it happened, in a word.", each -> sight.apply(each).reason()),
        Column.text("Object", "What it happened to.", each -> sight.apply(each).object()),
        Column.wide("Subobject", "Which part.", each -> sight.apply(each).about().fieldPath()),
        Column.wide("Source", "Who tells it.", each -> sight.apply(each).teller()),
        Column.text("Message", "What happened.", each -> sight.apply(each).message().strip()),
        Column.timed(
            "First Seen",
            1,
            "When it first happened.",
            (each, now) -> sight.apply(each).firstSeen(now)),
        Column.wide("Count", "How often it happened.", each -> sight.apply(each).times()),
        Column.of(
            "Name", "string", "name", 1, "The event's name.", each -> each.metadata().name()));
  }

  private String object() {
    String kind = about.kind().toLowerCase(Locale.ROOT);
    return about.name().isEmpty() ? kind : kind + "/" + about.name();
  }

  private String teller() {
    return source.component().isEmpty()
        ? teller(controller, instance)
        : teller(source.component(), source.host());
  }

  private static String teller(String component, String host) {
    return host.isEmpty() ? component : component + ", " + host;
  }

  private static String age(Instant moment, Instant now) {
    return Ages.text(Duration.between(moment, now));
  }

  private String firstSeen(Instant now) {
    return first != null
        ? age(first.instant(), now)
        : time == null ? "<unknown>" : age(time.instant(), now);
  }

  private String lastSeen(Instant now) {
    MicroTime observed = series == null ? null : series.last();
    if (observed != null) {
      return age(observed.instant(), now);
    }
    return last != null ? age(last.instant(), now) : firstSeen(now);
  }

  private long times() {
    return series != null ? series.count() : Math.max(1, count);
  }
}
