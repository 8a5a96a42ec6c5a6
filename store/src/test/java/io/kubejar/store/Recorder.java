package io.kubejar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A listener that keeps what it hears.
public final class Recorder implements WatchListener {

  public static final Duration LONG = Duration.ofSeconds(20);

  private final List<Event> events = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile @Nullable StoreException cause;

  @Override
  public synchronized void onEvents(long revision, List<Event> batch) {
    assertThat(batch).isNotEmpty();
    assertThat(batch.getLast().revision()).isLessThanOrEqualTo(revision);
    events.addAll(batch);
  }

  @Override
  public void onEnd(@Nullable StoreException cause) {
    this.cause = cause;
    end.countDown();
  }

  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /// The events in short, such as `2 put /a=1` and `3 delete /a`.
  public List<String> told() {
    return events().stream().map(Recorder::tell).toList();
  }

  static String tell(Event event) {
    return switch (event) {
      case Event.Put(var entry, _) ->
          entry.modRevision() + " put " + entry.key() + "=" + new String(entry.value(), UTF_8);
      case Event.Delete delete -> delete.revision() + " delete " + delete.key();
    };
  }

  public @Nullable StoreException awaitEnd() throws InterruptedException {
    assertThat(end.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return cause;
  }
}
