package io.kubejar.proofs.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.proofs.history.ObjectModel.Create;
import io.kubejar.proofs.history.ObjectModel.Done;
import io.kubejar.proofs.history.ObjectModel.Get;
import io.kubejar.proofs.history.ObjectModel.Input;
import io.kubejar.proofs.history.ObjectModel.Output;
import io.kubejar.proofs.history.ObjectModel.Patch;
import io.kubejar.proofs.history.ObjectModel.Update;
import io.kubejar.proofs.history.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A client that watches the objects, and after a break goes on where it was, at any server.
final class Watcher implements AutoCloseable {

  private static final Pattern TYPE = Pattern.compile("^\\{\"type\":\"([A-Z]+)\"");
  private static final Pattern NAME = Pattern.compile("\"name\":\"(o\\d+)\"");
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /// What a watch is told.
  record Told(String type, String name, String value, long version) {}

  private final List<ServerProcess> servers;
  private final Http http = new Http();
  private final List<Told> told = new ArrayList<>();
  private final Thread thread;
  private int server;
  private int breaks;
  private volatile @Nullable String trouble;
  private volatile long at;
  private volatile boolean stopped;

  /// Starts to watch from the present on.
  Watcher(List<ServerProcess> servers, int server) throws IOException, InterruptedException {
    this.servers = servers;
    this.server = server;
    var list = http.send(Http.request(uri("?limit=1"))).body();
    var version = Traffic.VERSION.matcher(list);
    assertThat(version.find()).isTrue();
    at = Long.parseLong(version.group(1));
    thread = Thread.ofPlatform().daemon().start(this::run);
  }

  private URI uri(String query) {
    return servers.get(server).uri().resolve(Traffic.PATH + query);
  }

  private void run() {
    while (!stopped) {
      try {
        var response =
            http.client()
                .send(
                    Http.request(uri("?watch=1&resourceVersion=" + at)).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() == 410) {
          trouble = "the watch cannot go on at " + at;
          return;
        }
        try (var lines =
            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
          for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (response.statusCode() == 200) {
              hear(line);
            }
          }
        }
      } catch (IOException e) {
        // broke off; a half line is none
      } catch (InterruptedException e) {
        return;
      }
      breaks++;
      server = (server + 1) % servers.size();
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void hear(String line) throws IOException {
    var type = TYPE.matcher(line);
    var name = NAME.matcher(line);
    if (!type.find()) {
      throw new IOException("half a line: " + line);
    }
    if (type.group(1).equals("ERROR")) {
      if (line.contains("\"code\":410")) {
        trouble = "the watch ended at " + at + ": " + line;
        stopped = true;
      }
      throw new IOException(line);
    }
    if (!line.endsWith("}}")) {
      throw new IOException("half a line: " + line);
    }
    if (name.find()) {
      var done = Traffic.done(line);
      synchronized (told) {
        told.add(new Told(type.group(1), name.group(1), done.value(), done.version()));
      }
      at = done.version();
    }
  }

  /// How often it had to begin again.
  int breaks() {
    return breaks;
  }

  /// Waits until it was told of a version, and stops.
  List<Told> finish(long version) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (at < version && trouble == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
    }
    stopped = true;
    assertThat(trouble).isNull();
    assertThat(at).as("how far the watch came").isGreaterThanOrEqualTo(version);
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  /// In order, once only, nothing left out and nothing made up.
  ///
  /// @return how many acknowledged writes it was told of
  static int check(List<Told> told, List<Operation<Input, Output>> history) {
    var attempted = new HashSet<String>();
    for (var operation : history) {
      switch (operation.input()) {
        case Create(var name, var value) -> attempted.add(name + "=" + value);
        case Update(var name, _, var value) -> attempted.add(name + "=" + value);
        case Patch(var name, var value) -> attempted.add(name + "=" + value);
        default -> {}
      }
    }
    long last = 0;
    Map<String, String> state = new HashMap<>();
    Map<Long, Told> byVersion = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (var each : told) {
      assertThat(each.version()).as("order of " + each).isGreaterThan(last);
      last = each.version();
      byVersion.put(last, each);
      assertThat(attempted).contains(each.name() + "=" + each.value());
      var before = state.get(each.name());
      switch (each.type()) {
        case "ADDED" -> {
          assertThat(before).as("before " + each).isNull();
          assertThat(seen.add(each.value())).isTrue();
          state.put(each.name(), each.value());
        }
        case "MODIFIED" -> {
          assertThat(before).as("before " + each).isNotNull();
          assertThat(seen.add(each.value())).isTrue();
          state.put(each.name(), each.value());
        }
        case "DELETED" ->
            assertThat(state.remove(each.name())).as("before " + each).isEqualTo(each.value());
        default -> throw new AssertionError(each);
      }
    }
    int acknowledged = 0;
    for (var operation : history) {
      if (operation.output() instanceof Done(var value, long version) && version > 0) {
        boolean write = !(operation.input() instanceof Get);
        if (write && version <= last) {
          acknowledged++;
          var each = byVersion.get(version);
          assertThat(each).as("what the watch was told of " + operation).isNotNull();
          assertThat(each.value()).isEqualTo(value);
        }
        // What was read was told, too.
        assertThat(version > last || seen.contains(value)).as("told of " + operation).isTrue();
      }
    }
    return acknowledged;
  }

  @Override
  public void close() {
    stopped = true;
    http.close();
    thread.interrupt();
  }
}
