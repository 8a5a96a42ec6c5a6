package io.kubejar.server.rest;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.http.ResponseStream;
import io.kubejar.server.registry.CacheEvent;
import io.kubejar.server.registry.CachedObject;
import io.kubejar.server.registry.Subscription;
import io.kubejar.server.registry.WatchSink;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.protobuf.ProtobufDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes one watch's events to its client, from the thread of the cache, without ever waiting; a
/// client that cannot keep up is dropped.
///
/// The request's own thread writes what comes first and the bookmarks, and ends the stream when its
/// time is over.
final class WatchStream<T extends ApiObject> implements WatchSink<T> {
  private static final Duration BOOKMARKS = Duration.ofMinutes(1);
  private static final byte[] EVENT_END = Answers.ascii("}\n");

  private record TableForm(Object include, String version) {}

  private record BinaryForm(Form.Shape shape, String version) {}

  private final Kind<T> kind;
  private final Answers<T> answers;
  private final Object formKey;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable ResponseStream stream;
  private boolean columnsSent;

  WatchStream(Kind<T> kind, Answers<T> answers) {
    this.kind = kind;
    this.answers = answers;
    this.formKey =
        answers.form().shape() == Form.Shape.TABLE
            ? new TableForm(answers.include(), answers.form().version())
            : answers.form().isProtobuf()
                ? new BinaryForm(answers.form().shape(), answers.form().version())
                : answers.form().shape();
  }

  /// Runs until the time is over, the client has gone, or the subscription ends.
  void run(
      ResponseStream response,
      Subscription<T> subscription,
      boolean bookmarks,
      boolean initialEnd,
      Duration timeout)
      throws InterruptedException {
    stream = response;
    response.onClose(ended::countDown);
    try {
      for (CachedObject<T> object : subscription.initial()) {
        response.write(bytes(CacheEvent.Type.ADDED, object));
      }
      if (initialEnd) {
        response.write(bookmark(subscription.start(), true));
      }
      // What comes from now on is offered and never waits, so it needs the room that the first
      // objects have taken.
      response.flush();
      subscription.live();
      long deadline = System.nanoTime() + timeout.toNanos();
      while (true) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          break;
        }
        if (ended.await(Math.min(left, BOOKMARKS.toNanos()), TimeUnit.NANOSECONDS)) {
          break;
        }
        if (bookmarks && System.nanoTime() < deadline) {
          offerBookmark(response, subscription);
        }
      }
    } catch (IOException e) {
      response.abort();
    } finally {
      subscription.close();
      response.close();
    }
  }

  /// The event that says why there are no others.
  static byte[] errorEvent(Form form, Status status) {
    if (form.isProtobuf()) {
      var json = (JsonValue.Obj) JsonValue.parse(TypedJson.encode(StatusCodec.INSTANCE, status));
      return ProtobufDocument.eventFrame(
          "ERROR", ProtobufDocument.of(json, StatusCodec.INSTANCE.schema()));
    }
    return Answers.join(
        Answers.ascii("{\"type\":\"ERROR\",\"object\":"),
        TypedJson.encode(StatusCodec.INSTANCE, status),
        EVENT_END);
  }

  private void offerBookmark(ResponseStream response, Subscription<T> subscription) {
    subscription.bookmark(
        revision -> {
          if (!response.offer(bookmark(revision, false))) {
            response.abort();
          }
        });
  }

  @Override
  public boolean event(CacheEvent<T> event, CacheEvent.Seen<T> seen) {
    ResponseStream out = stream;
    if (out == null) {
      return false;
    }
    byte[] bytes;
    if (answers.form().shape() == Form.Shape.TABLE && !columnsSent) {
      bytes = bytes(seen.type(), seen.object());
    } else {
      bytes = event.bytes(seen.type(), formKey, () -> bytes(seen.type(), seen.object()));
    }
    if (out.offer(bytes)) {
      return true;
    }
    out.abort();
    return false;
  }

  @Override
  public void ended() {
    ended.countDown();
  }

  private byte[] bytes(CacheEvent.Type type, CachedObject<T> object) {
    if (answers.form().isProtobuf()) {
      return ProtobufDocument.eventFrame(type.name(), answers.document(object));
    }
    byte[] head = Answers.ascii("{\"type\":\"" + type + "\",\"object\":");
    return switch (answers.form().shape()) {
      case OBJECT -> Answers.join(head, answers.objectHead(), object.tail(), EVENT_END);
      case METADATA ->
          Answers.join(head, answers.metadataHead(""), object.metadataTail(), EVENT_END);
      case TABLE -> {
        boolean withColumns = !columnsSent;
        columnsSent = true;
        var metadata =
            ListMeta.builder()
                .resourceVersion(object.object().metadata().resourceVersion())
                .build();
        yield Answers.join(
            head, answers.table(metadata, List.of(object.object()), withColumns), EVENT_END);
      }
    };
  }

  private byte[] bookmark(long revision, boolean initialEnd) {
    var metadata = ObjectMeta.builder().resourceVersion(Long.toString(revision));
    if (initialEnd) {
      metadata.annotations(Map.of("k8s.io/initial-events-end", "true"));
    }
    T object = kind.withMetadata(kind.codec().zero(), metadata.build());
    byte[] head = Answers.ascii("{\"type\":\"BOOKMARK\",\"object\":");
    var cached = CachedObject.unstored(kind, object);
    if (answers.form().isProtobuf()) {
      return ProtobufDocument.eventFrame("BOOKMARK", answers.document(cached));
    }
    return switch (answers.form().shape()) {
      case OBJECT -> Answers.join(head, answers.objectHead(), cached.tail(), EVENT_END);
      case METADATA ->
          Answers.join(head, answers.metadataHead(""), cached.metadataTail(), EVENT_END);
      case TABLE ->
          Answers.join(
              head,
              answers.table(
                  ListMeta.builder().resourceVersion(Long.toString(revision)).build(),
                  List.of(object),
                  !columnsSent),
              EVENT_END);
    };
  }
}
