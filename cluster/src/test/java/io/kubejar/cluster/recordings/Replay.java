package io.kubejar.cluster.recordings;

import io.kubejar.cluster.recordings.Recording.Step;
import io.kubejar.http.HttpClient;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Plays a scenario in a namespace of its own, up to the first answer that does not fit.
public final class Replay {
  private static final String LETTERS = "bcdfghjkmnpqrstvwxz";
  private static final int ACCOUNT_ATTEMPTS = 100;

  private final Recording recording;
  private final Caller caller;
  private final Bindings bindings;

  private Replay(Recording recording, Caller caller) {
    this.recording = recording;
    this.caller = caller;
    this.bindings = Bindings.begin(unique());
  }

  /// Plays a scenario.
  ///
  /// @param server such as `https://127.0.0.1:6443`
  /// @param token the bearer token of an administrator
  /// @return the step that failed and why; null when all fit
  public static @Nullable String run(
      Recording recording, HttpClient client, String server, String token)
      throws InterruptedException {
    var replay = new Replay(recording, new Caller(client, server, token));
    try {
      replay.prepare();
      for (Step step : recording.steps()) {
        List<String> differences = replay.play(step);
        if (!differences.isEmpty()) {
          return step.name() + ": " + differences.getFirst();
        }
      }
      return null;
    } catch (IOException e) {
      return String.valueOf(e);
    } finally {
      replay.clean();
    }
  }

  private static String unique() {
    var text = new StringBuilder("q");
    for (int i = 0; i < 7; i++) {
      text.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private void prepare() throws IOException, InterruptedException {
    for (String namespace : recording.namespaces()) {
      String name = bindings.fill(namespace);
      require(caller.create("/api/v1/namespaces", named("Namespace", name)), "namespace");
      String accounts = "/api/v1/namespaces/" + name + "/serviceaccounts";
      Answer made = caller.create(accounts, named("ServiceAccount", "default"));
      for (int i = 0; i < ACCOUNT_ATTEMPTS && !isThere(made); i++) {
        Thread.sleep(50);
        made = caller.create(accounts, named("ServiceAccount", "default"));
      }
      require(made, "service account");
    }
  }

  private static boolean isThere(Answer answer) {
    return answer.status() == 201 || answer.status() == 409;
  }

  private static void require(Answer answer, String what) throws IOException {
    if (!isThere(answer)) {
      throw new IOException("cannot make the " + what + ": status " + answer.status());
    }
  }

  private static Obj named(String kind, String name) {
    Map<String, JsonValue> object = new LinkedHashMap<>();
    object.put("apiVersion", JsonValue.of("v1"));
    object.put("kind", JsonValue.of(kind));
    object.put("metadata", new Obj(Map.of("name", JsonValue.of(name))));
    return new Obj(object);
  }

  private void clean() {
    try {
      for (String path : recording.cleanup()) {
        caller.delete(bindings.fill(path));
      }
      for (String namespace : recording.namespaces()) {
        caller.delete("/api/v1/namespaces/" + bindings.fill(namespace));
      }
    } catch (IOException _) {
      // Each run has names of its own, so what stays does no harm.
    }
  }

  private List<String> play(Step step) throws InterruptedException {
    Obj expected = (Obj) bindings.names().fill(step.response());
    long end = System.nanoTime() + (long) (step.eventually() * 1e9);
    long pause = 50;
    while (true) {
      var attempt = bindings.copy();
      List<String> differences = attempt(step, expected, attempt);
      if (differences.isEmpty()) {
        bindings.adopt(attempt);
        return differences;
      }
      if (System.nanoTime() >= end) {
        return differences;
      }
      Thread.sleep(pause);
      pause = Math.min(1000, pause * 8 / 5);
    }
  }

  private List<String> attempt(Step step, Obj expected, Bindings attempt)
      throws InterruptedException {
    if (step.sleep() > 0) {
      Thread.sleep((long) (step.sleep() * 1000));
    }
    Obj request = (Obj) attempt.fill(step.request());
    Answer answer;
    try {
      answer = step.isWatch() ? caller.watch(request, step.watch()) : caller.send(request);
    } catch (IOException e) {
      return List.of("no answer: " + e);
    }
    List<String> differences = answer.differences(expected, recording.ignored(), attempt);
    if (!differences.isEmpty()) {
      return differences;
    }
    for (var capture : step.capture().members().entrySet()) {
      JsonValue value = answer.at(((JsonValue.Text) capture.getValue()).value());
      if (value == null) {
        return List.of("nothing to capture for " + capture.getKey());
      }
      attempt.set(capture.getKey(), value);
    }
    return List.of();
  }
}
