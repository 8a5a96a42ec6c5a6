package io.kubejar.bench.figures;

import io.kubejar.bench.figures.Plot.Line;
import io.kubejar.bench.figures.Plot.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How cost grows with objects and with watchers, as tables (CSV) and plots (SVG).
///
/// Arguments: `--objects` (1000,10000,100000) pods, `--watchers` (10,100,1000,10000), `--seconds`
/// of each load (4), `--out` folder (docs/figures of the project when it is found, else here).
public final class Curves {
  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final Arguments arguments;
  private final int seconds;

  private Curves(Arguments arguments) {
    this.arguments = arguments;
    this.seconds = arguments.number("seconds", 4);
  }

  public static void main(String[] given) throws IOException, InterruptedException {
    new Curves(Arguments.of(given)).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.println(Bench.machine());
    Path out = Files.createDirectories(out());
    Path folder = Bench.folder(arguments);
    try (var server = ServerProcess.start(folder, List.of())) {
      Bench.account(server.target());
      watchers(server, out);
    }
    Bench.delete(folder);
    objects(out);
  }

  private Path out() {
    String given = arguments.text("out", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("docs"))) {
        return at.resolve("docs/figures");
      }
    }
    return Path.of("figures");
  }

  private static List<Integer> numbers(String text) {
    var numbers = new ArrayList<Integer>();
    for (String part : text.split(",")) {
      numbers.add(Integer.parseInt(part));
    }
    return numbers;
  }

  /// What one request costs the server, in microseconds of CPU time.
  private double cost(ServerProcess server, Load load) throws IOException, InterruptedException {
    var unused = load.run(server.target(), seconds);
    long before = server.facts().cpuMillis();
    Rate rate = load.run(server.target(), seconds);
    return (server.facts().cpuMillis() - before) * 1000.0 / Math.max(1, rate.requests());
  }

  private void objects(Path out) throws IOException, InterruptedException {
    var header = "pods,create_us,get_us,list500_us,list_us_per_object,resident_mb,restart_ms";
    var rows = new ArrayList<double[]>();
    Path folder = Bench.folder(arguments);
    for (int count : numbers(arguments.text("objects", "1000,10000,100000"))) {
      double[] row = new double[7];
      row[0] = count;
      try (var server = ServerProcess.start(folder, List.of())) {
        Bench.account(server.target());
        var unused = Bench.fillPods(server.target(), count);
        Target target = server.target();
        row[5] = server.facts().residentMegabytes();
        row[2] = cost(server, Load.get("get", PODS + "/fill-7", 8));
        row[3] = cost(server, Load.get("list", PODS + "?limit=500", 4));
        row[4] = cost(server, Load.get("all", PODS + "?resourceVersion=0", 2)) / Bench.pods(target);
        row[1] = cost(server, Load.post("create", PODS, Load.pod("curve" + count), 32));
      }
      try (var server = ServerProcess.start(folder, List.of())) {
        row[6] = server.ready().toMillis();
      }
      rows.add(row);
      System.out.println(csv(header, rows));
    }
    Bench.delete(folder);
    Files.writeString(out.resolve("objects.csv"), csv(header, rows));
    Files.writeString(
        out.resolve("objects.svg"),
        new Plot(
                "Cost by the number of pods",
                "pods",
                "µs of CPU, MB, ms",
                List.of(
                    line("create, µs", rows, 1),
                    line("get, µs", rows, 2),
                    line("list of 500, µs", rows, 3),
                    line("list of all, µs a pod", rows, 4),
                    line("resident, MB", rows, 5),
                    line("restart, ms", rows, 6)))
            .svg());
  }

  private void watchers(ServerProcess server, Path out) throws IOException, InterruptedException {
    var header = "watchers,events_per_second,us_per_event,p50_ms,p99_ms,resident_mb";
    var rows = new ArrayList<double[]>();
    for (int watchers : numbers(arguments.text("watchers", "10,100,1000,10000"))) {
      int writes = Math.clamp(400_000 / watchers, 100, 2_000);
      try (var fanOut = FanOut.open(server.target(), watchers)) {
        var unused = fanOut.run(writes, 0, 8);
        long before = server.facts().cpuMillis();
        FanOut.Result most = fanOut.run(writes, 0, 8);
        double micros = (server.facts().cpuMillis() - before) * 1000.0 / Math.max(1, most.events());
        FanOut.Result steady = fanOut.run(300, 100, 8);
        rows.add(
            new double[] {
              watchers,
              most.perSecond(),
              micros,
              steady.p50(),
              steady.p99(),
              server.facts().residentMegabytes()
            });
      }
      System.out.println(csv(header, rows));
    }
    Files.writeString(out.resolve("watchers.csv"), csv(header, rows));
    Files.writeString(
        out.resolve("watchers.svg"),
        new Plot(
                "Cost by the number of watchers",
                "watchers",
                "events/s, µs of CPU, ms, MB",
                List.of(
                    line("events/s", rows, 1),
                    line("an event, µs", rows, 2),
                    line("p99 at 100 writes/s, ms", rows, 4),
                    line("resident, MB", rows, 5)))
            .svg());
  }

  private static Line line(String name, List<double[]> rows, int column) {
    return new Line(name, rows.stream().map(row -> new Point(row[0], row[column])).toList());
  }

  private static String csv(String header, List<double[]> rows) {
    var out = new StringBuilder(header).append('\n');
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        out.append(i == 0 ? "" : ",")
            .append(String.format(Locale.ROOT, i == 0 ? "%.0f" : "%.2f", row[i]));
      }
      out.append('\n');
    }
    return out.toString();
  }
}
