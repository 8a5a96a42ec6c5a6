package io.kubejar.client.http;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.value.RawJson;
import io.kubejar.client.Watch;
import io.kubejar.client.WatchEvent;
import io.kubejar.http.ClientResponse;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A watch read from a response of one JSON document a line.
final class HttpWatch<T extends ApiObject> implements Watch<T> {
  private static final int LINE_LIMIT = 32 << 20;

  private final Kind<T> kind;
  private final ClientResponse response;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 14];
  private int from;
  private int to;

  private record Frame(String type, RawJson object) {}

  HttpWatch(Kind<T> kind, ClientResponse response) {
    this.kind = kind;
    this.response = response;
    this.in = response.body();
  }

  @Override
  public @Nullable WatchEvent<T> next() {
    byte[] line = readLine();
    if (line == null) {
      return null;
    }
    Frame frame = JsonDecoder.decode(FrameCodec.INSTANCE, line);
    byte[] object = frame.object().text().toArray();
    return switch (frame.type()) {
      case "ADDED" -> new WatchEvent.Added<>(JsonDecoder.decode(kind.codec(), object));
      case "MODIFIED" -> new WatchEvent.Modified<>(JsonDecoder.decode(kind.codec(), object));
      case "DELETED" -> new WatchEvent.Deleted<>(JsonDecoder.decode(kind.codec(), object));
      case "BOOKMARK" -> {
        var metadata = JsonDecoder.decode(kind.codec(), object).metadata();
        yield new WatchEvent.Bookmark<>(
            metadata.resourceVersion(),
            "true".equals(metadata.annotations().get("k8s.io/initial-events-end")));
      }
      case "ERROR" -> throw new ApiException(JsonDecoder.decode(StatusCodec.INSTANCE, object));
      default ->
          throw new ApiException(
              Status.builder()
                  .status("Failure")
                  .code(500)
                  .message("unknown watch event type " + frame.type())
                  .build());
    };
  }

  /// A line without its end; null when the stream ended or was cut off.
  private byte @Nullable [] readLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    try {
      while (true) {
        int end = from;
        while (end < to && buffer[end] != '\n') {
          end++;
        }
        line.write(buffer, from, end - from);
        if (end < to) {
          from = end + 1;
          if (line.size() > 0) {
            return line.toByteArray();
          }
          continue;
        }
        if (line.size() > LINE_LIMIT) {
          throw new JsonException("watch event is longer than " + LINE_LIMIT + " bytes", "");
        }
        from = 0;
        to = Math.max(0, in.read(buffer));
        if (to == 0) {
          return null;
        }
      }
    } catch (IOException e) {
      // the informer goes on where it was, with a new watch
      return null;
    }
  }

  @Override
  public void close() {
    response.close();
  }

  private static final class FrameCodec implements Codec<Frame> {
    static final FrameCodec INSTANCE = new FrameCodec();

    @Override
    public Frame read(JsonReader in) {
      String type = "";
      RawJson object = RawJson.NULL;
      if (in.beginObject()) {
        for (String name = in.nextField(); name != null; name = in.nextField()) {
          switch (name) {
            case "type" -> type = in.string();
            case "object" -> object = in.raw();
            default -> in.skip();
          }
        }
      }
      return new Frame(type, object);
    }

    @Override
    public void write(JsonWriter out, Frame value) {
      throw new IllegalStateException("frames are read, not written");
    }

    @Override
    public Frame zero() {
      return new Frame("", RawJson.NULL);
    }
  }
}
