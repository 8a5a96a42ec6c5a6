package io.kubejar.client;

import io.kubejar.api.core.v1.Event;
import io.kubejar.api.core.v1.EventKind;
import io.kubejar.api.core.v1.EventSource;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Time;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Writes events to the API from a thread of its own, so that recording never waits.
///
/// What repeats becomes a count on one event ([EventCorrelator]); what a full queue or a flood
/// leaves no room for is dropped.
public final class ApiEventRecorder implements EventRecorder, AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.client");
  private static final int ATTEMPTS = 3;
  private static final int QUEUE = 1_000;
  private static final int LONGEST_NAME = 253 - 17;
  private static final int LONGEST_MESSAGE = 1_024;

  private final Client client;
  private final EventSource source;
  private final InstantSource clock;
  private final EventCorrelator correlator;
  private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong lastName = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  /// A recorder for a component, such as `deployment-controller`, on a host (empty for none).
  public ApiEventRecorder(Client client, String component, String host, InstantSource clock) {
    this.client = client;
    this.source = EventSource.builder().component(component).host(host).build();
    this.clock = clock;
    this.correlator = new EventCorrelator();
    this.thread = Thread.ofVirtual().name("events-" + component).start(this::run);
  }

  @Override
  public <T extends ApiObject> void event(
      Kind<T> kind, T object, String fieldPath, Type type, String reason, String message) {
    Instant now = clock.instant();
    ObjectMeta about = object.metadata();
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    Time time = new Time(now);
    Event event =
        Event.builder()
            .metadata(m -> m.namespace(namespace).name(name(about, now)))
            .involvedObject(
                ObjectReference.builder()
                    .kind(kind.names().kind())
                    .apiVersion(kind.names().apiVersion())
                    .namespace(about.namespace())
                    .name(about.name())
                    .uid(about.uid())
                    .resourceVersion(about.resourceVersion())
                    .fieldPath(fieldPath)
                    .build())
            .reason(reason)
            .message(shortened(message))
            .source(source)
            .firstTimestamp(time)
            .lastTimestamp(time)
            .count(1)
            .type(type.text())
            .reportingComponent(source.component())
            .reportingInstance(source.host())
            .build();
    if (!queue.offer(event)) {
      LOG.log(Level.WARNING, "event queue is full, dropped {0} on {1}", reason, about.name());
    }
  }

  /// The object's name and the time, which is moved on where two events have the same.
  private String name(ObjectMeta about, Instant now) {
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    long unique = lastName.updateAndGet(last -> Math.max(last + 1, nanos));
    String name = about.name();
    return (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
        + "."
        + Long.toHexString(unique);
  }

  private static String shortened(String message) {
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE - 4) + " ..."
        : message;
  }

  private void run() {
    try {
      while (!closed) {
        Event event = queue.take();
        try {
          record(event);
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "event " + event.reason() + " not recorded", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void record(Event event) throws InterruptedException {
    var verdict = correlator.correlate(event, clock.instant());
    for (int attempt = 0; attempt < ATTEMPTS && !closed; attempt++) {
      try {
        switch (verdict) {
          case EventCorrelator.Verdict.Drop() -> {}
          case EventCorrelator.Verdict.Create(Event fresh) ->
              client.resources(EventKind.EVENT, fresh.metadata().namespace()).create(fresh);
          case EventCorrelator.Verdict.Count(Event known, int count) -> count(known, count, event);
        }
        return;
      } catch (ApiException e) {
        boolean retry = e.code() >= 500 || e.code() == 429;
        LOG.log(Level.DEBUG, "event not recorded: {0}", e.getMessage());
        if (!retry) {
          return;
        }
        Thread.sleep(Duration.ofMillis(500L << attempt));
      }
    }
  }

  private void count(Event known, int count, Event latest) {
    var events = client.resources(EventKind.EVENT, known.metadata().namespace());
    Time time = latest.lastTimestamp() == null ? new Time(clock.instant()) : latest.lastTimestamp();
    JsonValue changes =
        JsonValue.Obj.EMPTY
            .with("count", JsonValue.of(count))
            .with("lastTimestamp", JsonValue.of(time.toString()))
            .with("message", JsonValue.of(known.message()));
    try {
      events.patch(
          known.metadata().name(),
          new Patch(
              Patch.Type.STRATEGIC,
              Bytes.wrap(JsonEncoder.encode(JsonValueCodec.INSTANCE, changes))));
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
      events.create(known.with(b -> b.count(count).lastTimestamp(time)));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
