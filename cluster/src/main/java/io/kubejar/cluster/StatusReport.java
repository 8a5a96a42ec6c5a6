package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.HttpClient;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tells whether a cluster runs; the exit code is 0 when its API is ready and 3 when it is not.
final class StatusReport {
  private final DataDirectory directory;

  StatusReport(DataDirectory directory) {
    this.directory = directory;
  }

  int print(boolean json, Console console) throws IOException {
    Settings settings = Settings.read(directory);
    Optional<ProcessHandle> process = RunningProcess.find(directory);
    String server = "";
    boolean ready = false;
    if (process.isPresent()) {
      for (Endpoint endpoint : servers()) {
        if (!ready) {
          server = endpoint.server().toString();
          ready = ready(endpoint);
        }
      }
    }
    String name = settings == null ? "" : settings.name();
    if (json) {
      JsonValue.Obj report =
          JsonValue.Obj.EMPTY
              .with("name", JsonValue.of(name))
              .with("running", JsonValue.of(process.isPresent()))
              .with("ready", JsonValue.of(ready))
              .with("pid", JsonValue.of(process.map(ProcessHandle::pid).orElse(0L)))
              .with("server", JsonValue.of(server))
              .with("dataDir", JsonValue.of(directory.root().toString()))
              .with("kubeconfig", JsonValue.of(directory.kubeconfig().toString()));
      console.say(
          new String(JsonEncoder.encode(JsonValueCodec.INSTANCE, report), StandardCharsets.UTF_8));
    } else if (settings == null) {
      console.say("There is no cluster in " + directory.root() + "; start one with: kubejar up");
    } else {
      console.say(
          "Cluster \"%s\" %s"
              .formatted(
                  name,
                  process.isEmpty()
                      ? "is stopped"
                      : ready ? "is ready" : "runs, but is not ready"));
      process.ifPresent(found -> console.say("  process     " + found.pid()));
      if (!server.isEmpty()) {
        console.say("  server      " + server);
      }
      console.say("  data        " + directory.root());
      if (Files.exists(directory.kubeconfig())) {
        console.say("  kubeconfig  " + directory.kubeconfig());
      }
    }
    return ready ? 0 : 3;
  }

  /// The server here, or those that a node knows.
  private List<Endpoint> servers() throws IOException {
    if (Files.exists(directory.kubeconfig())) {
      return List.of(Kubeconfig.read(directory.kubeconfig()).endpoint());
    }
    return MachineFile.exists(directory) ? Worker.servers(directory) : List.of();
  }

  private static boolean ready(Endpoint endpoint) {
    try (HttpClient client =
            HttpClient.builder().tls(endpoint.tls()).connectTimeout(Duration.ofSeconds(2)).build();
        ClientResponse response =
            client.send(
                ClientRequest.get(URI.create(endpoint.server() + "/readyz"))
                    .withResponseTimeout(Duration.ofSeconds(5)))) {
      return response.status() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
