package io.kubejar.node.agent.api;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.QueryParameters;
import io.kubejar.http.ResponseStream;
import io.kubejar.node.agent.log.LogOptions;
import io.kubejar.node.agent.log.LogReader;
import io.kubejar.node.agent.runtime.ContainerRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/containerLogs/<namespace>/<pod>/<container>`.
final class LogEndpoint {
  private final Containers containers;

  LogEndpoint(Containers containers) {
    this.containers = containers;
  }

  void serve(Exchange exchange, List<String> path) throws IOException, InterruptedException {
    Pod pod = containers.pod(path);
    String name = Containers.container(path);
    QueryParameters query = exchange.query();
    LogOptions options = options(query);
    ContainerRecord record = containers.logged(pod, name, isTrue(query.first("previous")));
    String file = record.status().getLogPath();
    ResponseStream stream = exchange.stream(200, Headers.contentType("text/plain; charset=utf-8"));
    try (stream) {
      if (!file.isEmpty()) {
        new LogReader(
                Path.of(file),
                options,
                new StreamOutput(stream),
                () -> stream.isOpen() && isRunning(pod, record))
            .run();
      }
    }
  }

  private boolean isRunning(Pod pod, ContainerRecord record) {
    return containers.isRunning(pod, record.id());
  }

  private static LogOptions options(QueryParameters query) {
    try {
      String seconds = query.first("sinceSeconds", "");
      String time = query.first("sinceTime", "");
      Instant since = null;
      if (!seconds.isEmpty()) {
        since = Instant.now().minusSeconds(Long.parseLong(seconds));
      } else if (!time.isEmpty()) {
        since = Instant.parse(time);
      }
      return new LogOptions(
          isTrue(query.first("follow")),
          number(query.first("tailLines")),
          since,
          isTrue(query.first("timestamps")),
          number(query.first("limitBytes")),
          query.first("stream", "All"));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new RefusedException(400, "Unable to decode query: " + e.getMessage());
    }
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Long.valueOf(text);
  }

  private static boolean isTrue(@Nullable String text) {
    return text != null && (text.equals("true") || text.equals("1"));
  }

  /// Gathers small writes, and sends them on flush.
  private static final class StreamOutput extends OutputStream {
    private final ResponseStream stream;
    private final java.io.ByteArrayOutputStream pending = new java.io.ByteArrayOutputStream();

    StreamOutput(ResponseStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int b) {
      pending.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      pending.write(bytes, from, count);
      if (pending.size() > 64 << 10) {
        flush();
      }
    }

    @Override
    public void flush() throws IOException {
      if (pending.size() > 0) {
        stream.write(pending.toByteArray());
        pending.reset();
      }
    }
  }
}
