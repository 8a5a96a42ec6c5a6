package io.kubejar.bench.figures;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What several of the programs do with a server.
final class Bench {
  private static final int WRITERS = 32;

  private Bench() {}

  /// Makes the account that pods are admitted with where no controller makes it.
  static void account(Target target) throws IOException {
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build();
        var answer =
            client.send(
                ClientRequest.of(
                        "POST", target.url().resolve("/api/v1/namespaces/default/serviceaccounts"))
                    .withHeader("authorization", "Bearer " + target.token())
                    .withBody(
                        "application/json",
                        "{\"metadata\":{\"name\":\"default\"}}"
                            .getBytes(StandardCharsets.UTF_8)))) {
      if (answer.status() != 201 && answer.status() != 409) {
        throw new IOException("no service account: " + answer.status());
      }
    }
  }

  static String get(Target target, String path) throws IOException {
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build()) {
      return get(client, target, path);
    }
  }

  static String get(HttpClient client, Target target, String path) throws IOException {
    try (var answer =
        client.send(
            ClientRequest.get(target.url().resolve(path))
                .withHeader("authorization", "Bearer " + target.token()))) {
      String text = new String(answer.readBody(1 << 28), StandardCharsets.UTF_8);
      if (answer.status() != 200) {
        throw new IOException(path + ": " + answer.status() + " " + text);
      }
      return text;
    }
  }

  /// How many pods there are.
  static long pods(Target target) throws IOException {
    String page = get(target, "/api/v1/pods?limit=1");
    Matcher rest = Pattern.compile("\"remainingItemCount\": ?(\\d+)").matcher(page);
    return rest.find() ? Long.parseLong(rest.group(1)) + 1 : page.contains("\"uid\"") ? 1 : 0;
  }

  /// Makes pods until there are so many.
  static Rate fillPods(Target target, long count) throws IOException, InterruptedException {
    long there = pods(target);
    String body = Load.pod("fill");
    return fill(
        target,
        "/api/v1/namespaces/default/pods",
        Math.max(0, count - there),
        n ->
            body.replace("%d", Long.toString(there + n))
                .replace("%n", Long.toString((there + n) % 10)));
  }

  static Rate fill(Target target, String path, long count, LongFunction<String> body)
      throws IOException, InterruptedException {
    Rate rate = OwnLoad.post(target, path, count, WRITERS, body);
    if (rate.failures() > 0) {
      throw new IOException(rate.failures() + " of " + count + " were refused");
    }
    return rate;
  }

  /// The processors, memory, JDK and commit that figures belong to.
  static String machine() throws IOException {
    String model =
        Files.exists(Path.of("/proc/cpuinfo"))
            ? first(Path.of("/proc/cpuinfo"), "model name\\s*:\\s*(.*)")
            : "?";
    String memory = first(Path.of("/proc/meminfo"), "MemTotal:\\s*(\\d+) kB");
    return String.format(
        Locale.ROOT,
        "%d processors (%s), %d GB, Java %s, load average %s, commit %s",
        Runtime.getRuntime().availableProcessors(),
        model,
        Long.parseLong(memory) >> 20,
        System.getProperty("java.version"),
        Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
        commit());
  }

  private static String first(Path file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
    return matcher.find() ? matcher.group(1) : "0";
  }

  private static String commit() throws IOException {
    try {
      Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? text.strip() : "?";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "?";
    }
  }

  /// A new directory for a server, in the one for such things or the one given.
  static Path folder(Arguments arguments) throws IOException {
    String given = arguments.text("dir", "");
    return given.isEmpty()
        ? Files.createTempDirectory("kubejar-bench")
        : Files.createDirectories(Path.of(given));
  }

  static long bytesBelow(Path folder) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file)) {
          sum += Files.size(file);
        }
      }
    }
    return sum;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
