package io.kubejar.client;

import io.kubejar.api.core.v1.Event;
import io.kubejar.api.core.v1.ObjectReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Decides whether an event is new, a repetition, or one too many.
///
/// Equal events become one with a count. From the tenth different message on, those with the same
/// reason about one object within ten minutes are combined. An object gets 25 events at once and
/// one more every five minutes.
final class EventCorrelator {
  private static final int KNOWN = 4_096;
  private static final int SIMILAR = 10;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int BURST = 25;
  private static final Duration REFILL = Duration.ofMinutes(5);

  /// What to do with an event.
  sealed interface Verdict {
    /// Write it as a new event.
    record Create(Event event) implements Verdict {}

    /// Raise the count of one already written, whose message becomes the given one.
    record Count(Event known, int count) implements Verdict {}

    /// Forget it.
    record Drop() implements Verdict {}
  }

  private record About(ObjectReference object, String type, String reason) {}

  private record Same(About about, String message) {}

  private static final class Similar {
    Instant since = Instant.EPOCH;
    final Set<String> messages = new HashSet<>();
  }

  private static final class Written {
    final Event event;
    int count = 1;

    Written(Event event) {
      this.event = event;
    }
  }

  private static final class Bucket {
    double tokens = BURST;
    Instant last;

    Bucket(Instant now) {
      last = now;
    }

    boolean take(Instant now) {
      double fresh = Duration.between(last, now).toNanos() / (double) REFILL.toNanos();
      tokens = Math.min(BURST, tokens + Math.max(0, fresh));
      last = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }

  private final Map<About, Similar> similar = new Recent<>();
  private final Map<Same, Written> written = new Recent<>();
  private final Map<ObjectReference, Bucket> buckets = new Recent<>();

  /// A map that forgets what was not used for longest.
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > KNOWN;
    }
  }

  Verdict correlate(Event event, Instant now) {
    ObjectReference object = event.involvedObject().with(b -> b.resourceVersion(""));
    About about = new About(object, event.type(), event.reason());
    Event fitting = event;
    Same same = new Same(about, event.message());
    Similar others = similar.computeIfAbsent(about, a -> new Similar());
    if (Duration.between(others.since, now).compareTo(WINDOW) > 0) {
      others.messages.clear();
    }
    others.since = now;
    others.messages.add(event.message());
    if (others.messages.size() >= SIMILAR) {
      others.messages.remove(event.message());
      fitting = event.with(b -> b.message("(combined from similar events): " + event.message()));
      same = new Same(about, "");
    }
    Written known = written.get(same);
    if (known == null) {
      written.put(same, new Written(fitting));
    } else {
      known.count++;
    }
    if (!buckets.computeIfAbsent(object, o -> new Bucket(now)).take(now)) {
      return new Verdict.Drop();
    }
    if (known == null) {
      return new Verdict.Create(fitting);
    }
    String message = fitting.message();
    return new Verdict.Count(known.event.with(b -> b.message(message)), known.count);
  }
}
