package io.kubejar.proofs.api;

import io.kubejar.proofs.history.ObjectModel.Absent;
import io.kubejar.proofs.history.ObjectModel.Create;
import io.kubejar.proofs.history.ObjectModel.Delete;
import io.kubejar.proofs.history.ObjectModel.Done;
import io.kubejar.proofs.history.ObjectModel.Get;
import io.kubejar.proofs.history.ObjectModel.Input;
import io.kubejar.proofs.history.ObjectModel.Output;
import io.kubejar.proofs.history.ObjectModel.Patch;
import io.kubejar.proofs.history.ObjectModel.Refused;
import io.kubejar.proofs.history.ObjectModel.Update;
import io.kubejar.proofs.history.Operation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Clients that create, read, update, patch and delete the same few objects at the same time, and
/// note what they asked and were told.
final class Traffic implements AutoCloseable {

  static final String PATH = "/api/v1/namespaces/default/configmaps";
  static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");
  static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");
  private static final int CLIENTS = 6;
  private static final int OBJECTS = 6;

  private final List<ServerProcess> servers;
  private final Http http = new Http();
  private final List<Operation<Input, Output>> history = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final long seed;
  private volatile boolean stopped;

  Traffic(List<ServerProcess> servers, long seed) {
    this.servers = servers;
    this.seed = seed;
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      threads.add(Thread.ofPlatform().daemon().start(() -> new Client(number).run()));
    }
  }

  /// Lets the clients finish, and reads every object once more.
  List<Operation<Input, Output>> finish() throws InterruptedException {
    stopped = true;
    for (var thread : threads) {
      thread.join();
    }
    var last = new Client(CLIENTS);
    for (int i = 0; i < OBJECTS; i++) {
      for (int server = 0; server < servers.size(); server++) {
        while (!last.perform(new Get("o" + i), 0)) {
          LockSupport.parkNanos(20_000_000);
        }
      }
    }
    synchronized (history) {
      return List.copyOf(history);
    }
  }

  @Override
  public void close() {
    stopped = true;
    http.close();
  }

  private void note(Operation<Input, Output> operation) {
    synchronized (history) {
      history.add(operation);
    }
  }

  /// One thing at a time, on one server until that fails.
  private final class Client {
    private final int number;
    private final Random random;
    private final Map<String, Done> known = new HashMap<>();
    private int server;
    private int writes;

    Client(int number) {
      this.number = number;
      this.random = new Random(seed * 31 + number);
      this.server = number % servers.size();
    }

    void run() {
      while (!stopped) {
        var name = "o" + random.nextInt(OBJECTS);
        var value = "c" + number + "-" + writes++;
        var seen = known.get(name);
        long version = seen == null ? 0 : seen.version();
        Input input =
            switch (random.nextInt(16)) {
              case 0, 1, 2 -> new Create(name, value);
              case 3, 4, 5 -> new Patch(name, value);
              case 6, 7, 8 -> seen == null ? new Get(name) : new Update(name, seen.value(), value);
              case 9 -> new Delete(name, null);
              case 10 -> seen == null ? new Get(name) : new Delete(name, seen.value());
              default -> new Get(name);
            };
        try {
          if (!perform(input, version)) {
            server = (server + 1) % servers.size();
            LockSupport.parkNanos(20_000_000);
          }
        } catch (InterruptedException e) {
          return;
        }
        LockSupport.parkNanos(random.nextInt(4_000_000));
      }
    }

    /// @return whether there was an answer
    boolean perform(Input input, long version) throws InterruptedException {
      long start = System.nanoTime();
      try {
        var response = http.send(request(input, version));
        long end = System.nanoTime();
        int code = response.statusCode();
        if (code >= 500) {
          unknown(input, start);
          return false;
        }
        var output = output(input, code, response);
        if (output == null) {
          return false; // refused before anything was done, such as 429
        }
        if (output instanceof Done done && !(input instanceof Delete)) {
          known.put(input.name(), done);
        }
        note(new Operation<>(number, input, output, start, end));
        return true;
      } catch (ConnectException | HttpConnectTimeoutException e) {
        return false; // was never sent
      } catch (IOException e) {
        unknown(input, start);
        return false;
      }
    }

    private void unknown(Input input, long start) {
      if (!(input instanceof Get)) {
        note(Operation.unknown(number, input, start));
      }
    }

    private HttpRequest.Builder request(Input input, long version) {
      URI all = servers.get(server).uri().resolve(PATH);
      URI one = URI.create(all + "/" + input.name());
      return switch (input) {
        case Get _ -> Http.request(one);
        case Create(var name, var value) ->
            json(all).POST(BodyPublishers.ofString(document(name, value, 0)));
        case Update(var name, _, var value) ->
            json(one).PUT(BodyPublishers.ofString(document(name, value, version)));
        case Patch(_, var value) ->
            Http.request(one)
                .header("Content-Type", "application/merge-patch+json")
                .method(
                    "PATCH", BodyPublishers.ofString("{\"data\":{\"value\":\"" + value + "\"}}"));
        case Delete(_, var expected) ->
            expected == null
                ? Http.request(one).DELETE()
                : json(one)
                    .method(
                        "DELETE",
                        BodyPublishers.ofString(
                            "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":"
                                + "{\"resourceVersion\":\""
                                + version
                                + "\"}}"));
      };
    }

    private static HttpRequest.Builder json(URI uri) {
      return Http.request(uri).header("Content-Type", "application/json");
    }

    private static String document(String name, String value, long version) {
      var rest = version == 0 ? "" : ",\"resourceVersion\":\"" + version + "\"";
      return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
          + name
          + "\""
          + rest
          + "},\"data\":{\"value\":\""
          + value
          + "\"}}";
    }

    private static @Nullable Output output(Input input, int code, HttpResponse<String> response) {
      return switch (code) {
        case 200, 201 -> input instanceof Delete ? new Done("", 0) : done(response.body());
        case 404 -> input instanceof Create ? null : new Absent();
        case 409 -> new Refused();
        default -> null;
      };
    }
  }

  static Done done(String body) {
    var version = VERSION.matcher(body);
    var value = VALUE.matcher(body);
    if (!version.find() || !value.find()) {
      throw new AssertionError("no version or value in " + body);
    }
    return new Done(value.group(1), Long.parseLong(version.group(1)));
  }
}
