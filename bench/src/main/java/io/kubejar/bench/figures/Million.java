package io.kubejar.bench.figures;

import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stores very many small objects, lists them in pages, starts again on them, and says what memory
/// that took.
///
/// Arguments: `--objects` (1000000) of 1 KiB, `--heap` the most the server's heap may grow to (4g),
/// `--page` objects of a page (5000).
public final class Million {
  private static final String PATH = "/api/v1/namespaces/default/configmaps";

  private Million() {}

  public static void main(String[] given) throws IOException, InterruptedException {
    var arguments = Arguments.of(given);
    int objects = arguments.number("objects", 1_000_000);
    int page = arguments.number("page", 5_000);
    String pad = "x".repeat(700);
    Path folder = Bench.folder(arguments);
    List<String> jvm = List.of("-Xmx" + arguments.text("heap", "4g"));
    System.out.println(Bench.machine());
    try (var server = ServerProcess.start(folder, jvm)) {
      Rate rate =
          Bench.fill(
              server.target(),
              PATH,
              objects,
              n ->
                  "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"m-%d\",\"labels\":{\"part\":\"%d\"}},\"data\":{\"pad\":\"%s\"}}"
                      .formatted(n, n % 100, pad));
      System.out.printf(
          Locale.ROOT,
          "%,d objects stored at %,.0f/s (p99 %.1f ms); %d MB resident, %d MB on disk%n",
          rate.requests(),
          rate.perSecond(),
          rate.p99(),
          server.facts().residentMegabytes(),
          Bench.bytesBelow(folder) >> 20);
      pages(server, page, objects);
    }
    try (var server = ServerProcess.start(folder, jvm)) {
      System.out.printf(
          Locale.ROOT,
          "started again on them: ready after %d ms, %d MB resident%n",
          server.ready().toMillis(),
          server.facts().residentMegabytes());
      pages(server, page, objects);
    }
    Bench.delete(folder);
  }

  private static void pages(ServerProcess server, int page, int objects) throws IOException {
    long begin = System.nanoTime();
    long listed = 0;
    int pages = 0;
    String token = "";
    Pattern next = Pattern.compile("\"continue\":\"([^\"]+)\"");
    Pattern object = Pattern.compile("\"uid\":");
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build()) {
      do {
        String text =
            Bench.get(
                client,
                server.target(),
                PATH + "?limit=" + page + (token.isEmpty() ? "" : "&continue=" + token));
        listed += object.matcher(text).results().count();
        Matcher found = next.matcher(text.substring(0, Math.min(text.length(), 1_000)));
        token = found.find() ? found.group(1) : "";
        pages++;
      } while (!token.isEmpty());
    }
    System.out.printf(
        Locale.ROOT,
        "listed %,d of %,d in %,d pages in %,.1f s; %d MB resident%n",
        listed,
        objects,
        pages,
        (System.nanoTime() - begin) / 1e9,
        server.facts().residentMegabytes());
  }
}
