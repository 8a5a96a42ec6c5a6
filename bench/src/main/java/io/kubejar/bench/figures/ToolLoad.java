package io.kubejar.bench.figures;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Load by wrk and h2load, which cost less than a client in Java.
final class ToolLoad {
  private static final Pattern REQUESTS =
      Pattern.compile("(\\d+) requests in ([0-9.]+)(us|ms|s|m), ([0-9.]+)(B|KB|MB|GB|TB) read");
  private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern H2_REQUESTS =
      Pattern.compile("(\\d+) succeeded, (\\d+) failed, (\\d+) errored");
  private static final Pattern H2_BYTES = Pattern.compile("traffic: .*\\((\\d+)\\) total");

  private ToolLoad() {}

  static boolean has(String tool) {
    String path = System.getenv("PATH");
    if (path == null) {
      return false;
    }
    for (String folder : path.split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return true;
      }
    }
    return false;
  }

  static Rate wrk(Load load, Target target, double seconds)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("bench", ".lua");
    try {
      Files.writeString(script, lua(load, target));
      String output =
          run(
              List.of(
                  "wrk",
                  "-t1",
                  "-c" + load.connections(),
                  "-d" + Math.max(1, Math.round(seconds)) + "s",
                  "--timeout",
                  "60s",
                  "--latency",
                  "-s",
                  script.toString(),
                  target.url().resolve(load.path()).toString()));
      Matcher requests = found(REQUESTS, output);
      Matcher errors = ERRORS.matcher(output);
      return new Rate(
          Long.parseLong(requests.group(1)),
          errors.find() ? Long.parseLong(errors.group(1)) : 0,
          millis(requests.group(2) + requests.group(3)) / 1000,
          bytes(requests.group(4), requests.group(5)),
          millis(found(Pattern.compile("(?m)^ +50% +(\\S+)"), output).group(1)),
          millis(found(Pattern.compile("(?m)^ +99% +(\\S+)"), output).group(1)));
    } finally {
      Files.delete(script);
    }
  }

  private static String lua(Load load, Target target) {
    String headers = "wrk.headers[\"Authorization\"] = \"Bearer " + target.token() + "\"\n";
    String body = load.body();
    if (body == null) {
      return headers;
    }
    return headers
        + """
        wrk.headers["Content-Type"] = "application/json"
        local n = 0
        local body = [==[%s]==]
        local stamp = %d
        function request()
          n = n + 1
          local text = body:gsub("%%%%d", stamp .. "-" .. n):gsub("%%%%n", n %% 10)
          return wrk.format("POST", nil, nil, text)
        end
        """
            .formatted(body, System.nanoTime() / 1_000_000 % 1_000_000_000);
  }

  static Rate h2load(Load load, Target target, double seconds)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String output =
        run(
            List.of(
                "h2load",
                "-c" + load.connections(),
                "-m" + load.streams(),
                "-t1",
                "-D",
                Long.toString(Math.max(1, Math.round(seconds))),
                "-H",
                "Authorization: Bearer " + target.token(),
                target.url().resolve(load.path()).toString()));
    double took = Math.min((System.nanoTime() - begin) / 1e9, Math.round(seconds));
    Matcher requests = found(H2_REQUESTS, output);
    Matcher times =
        found(
            Pattern.compile("time for request:\\s+\\S+\\s+(\\S+)\\s+(\\S+)"),
            output); // the least, the most, then the mean
    return new Rate(
        Long.parseLong(requests.group(1)),
        Long.parseLong(requests.group(2)),
        took,
        Long.parseLong(found(H2_BYTES, output).group(1)),
        millis(times.group(2)),
        millis(times.group(1)));
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command.getFirst() + " failed: " + output);
    }
    return output;
  }

  private static Matcher found(Pattern pattern, String output) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IOException("not found in what the tool printed: " + pattern + "\n" + output);
    }
    return matcher;
  }

  private static double millis(String text) {
    Matcher matcher = Pattern.compile("([0-9.]+)(us|ms|s|m)").matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a time: " + text);
    }
    double number = Double.parseDouble(matcher.group(1));
    return switch (matcher.group(2)) {
      case "us" -> number / 1000;
      case "ms" -> number;
      case "s" -> number * 1000;
      default -> number * 60_000;
    };
  }

  private static long bytes(String number, String unit) {
    long factor =
        switch (unit.toUpperCase(Locale.ROOT)) {
          case "B" -> 1L;
          case "KB" -> 1L << 10;
          case "MB" -> 1L << 20;
          case "GB" -> 1L << 30;
          default -> 1L << 40;
        };
    return (long) (Double.parseDouble(number) * factor);
  }
}
