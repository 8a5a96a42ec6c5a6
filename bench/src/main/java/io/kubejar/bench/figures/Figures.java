package io.kubejar.bench.figures;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Prints the table of figures: each rate of a fresh server beside that of a bare server of the
/// same HTTP stack that answers the same bytes, asked in turns.
///
/// Arguments: `--seconds` of a turn (6), `--turns` after the first, which only warms up (3),
/// `--warm` seconds of creates before anything else (20), `--pods` that are listed (18800),
/// `--watchers` (1000,10000), `--events` told in a turn (1000000), `--rates` of writes a second at
/// which the time until all watchers know is taken (10,20,100), `--jvm` options for the server's
/// JVM besides the usual ones, `--only` a comma-separated part of
/// get,get2,list500,label,list,create,watch,memory.
public final class Figures {
  private static final int STEADY_SECONDS = 5;
  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final Arguments arguments;
  private final double seconds;
  private final int turns;
  private final List<String> only;

  private Figures(Arguments arguments) {
    this.arguments = arguments;
    this.seconds = arguments.number("seconds", 6);
    this.turns = arguments.number("turns", 3);
    this.only =
        List.of(
            arguments.text("only", "get,get2,list500,label,list,create,watch,memory").split(","));
  }

  public static void main(String[] given) throws IOException, InterruptedException {
    new Figures(Arguments.of(given)).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.println(Bench.machine());
    System.out.println();
    Path folder = Bench.folder(arguments);
    String jvm = arguments.text("jvm", "");
    try (var server =
        ServerProcess.start(folder, jvm.isEmpty() ? List.of() : List.of(jvm.split(" ")))) {
      System.out.printf(
          Locale.ROOT,
          "ready after %d ms; %d MB resident then%n",
          server.ready().toMillis(),
          server.facts().residentMegabytes());
      Bench.account(server.target());
      int pods = arguments.number("pods", 18_800);
      try (var bare = ServerProcess.bare(server)) {
        fill(server, pods);
        System.out.println();
        System.out.println(
            "| what | cluster | bare | ratio | p50 | p99 | bare p99 | µs of CPU | bare µs |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        reads(server, bare);
        if (only.contains("watch")) {
          watches(server, bare);
        }
        if (only.contains("create")) {
          warm(server);
          compare(server, bare, Load.post("create, 32 connections", PODS, Load.pod("bench"), 32));
        }
      }
    }
    Bench.delete(folder);
  }

  private void fill(ServerProcess server, int pods) throws IOException, InterruptedException {
    Rate filled = Bench.fillPods(server.target(), pods);
    Thread.sleep(Duration.ofSeconds(5));
    System.out.printf(
        Locale.ROOT,
        "%,d pods made at %,.0f/s; %d MB resident 5 s later%n",
        filled.requests(),
        filled.perSecond(),
        server.facts().residentMegabytes());
    if (only.contains("memory")) {
      // G1 gives memory back at its periodic collection, once a minute.
      Thread.sleep(Duration.ofSeconds(75));
      System.out.printf(
          Locale.ROOT, "%d MB resident 80 s later%n", server.facts().residentMegabytes());
    }
  }

  private void warm(ServerProcess server) throws IOException, InterruptedException {
    Load load = Load.post("warm", PODS, Load.pod("warm"), 32);
    var unused = load.run(server.target(), arguments.number("warm", 20));
  }

  private void reads(ServerProcess server, ServerProcess bare)
      throws IOException, InterruptedException {
    String one = PODS + "/fill-7";
    var loads = new ArrayList<Load>();
    add(loads, "get", Load.get("get, HTTP/1.1, 32 connections", one, 32));
    if (ToolLoad.has("h2load")) {
      add(loads, "get2", new Load("get, HTTP/2, 4 connections of 8 streams", one, null, 4, 8));
    }
    add(loads, "list500", Load.get("list of 500, 8 connections", PODS + "?limit=500", 8));
    add(
        loads,
        "label",
        Load.get(
            "list by label (one in ten), 8 connections",
            PODS + "?resourceVersion=0&labelSelector=n%3D3",
            8));
    add(loads, "list", Load.get("list of all, 2 connections", PODS + "?resourceVersion=0", 2));
    for (Load load : loads) {
      compare(server, bare, load);
    }
  }

  private void add(List<Load> loads, String name, Load load) {
    if (only.contains(name)) {
      loads.add(load);
    }
  }

  private record Turn(Rate rate, double micros) {}

  private Turn turn(ServerProcess server, Load load) throws IOException, InterruptedException {
    long before = server.facts().cpuMillis();
    Rate rate = load.run(server.target(), seconds);
    long used = server.facts().cpuMillis() - before;
    if (rate.failures() > 0) {
      System.out.printf(Locale.ROOT, "%,d of %,d failed%n", rate.failures(), rate.requests());
    }
    return new Turn(rate, used * 1000.0 / Math.max(1, rate.requests()));
  }

  private void compare(ServerProcess server, ServerProcess bare, Load load)
      throws IOException, InterruptedException {
    var ours = new ArrayList<Turn>();
    var theirs = new ArrayList<Turn>();
    for (int i = 0; i <= turns; i++) {
      ours.add(turn(server, load));
      theirs.add(turn(bare, load));
    }
    Turn our = median(ours.subList(1, ours.size()));
    Turn their = median(theirs.subList(1, theirs.size()));
    double ratio =
        load.body() == null
            ? our.rate().megabytesPerSecond() / their.rate().megabytesPerSecond()
            : our.rate().perSecond() / their.rate().perSecond();
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.0f/s (%,.0f MB/s) | %,.0f/s (%,.0f MB/s) | %.0f %% | %.1f ms | %.1f ms | %.1f ms"
            + " | %,.0f | %,.0f |%n",
        load.name(),
        our.rate().perSecond(),
        our.rate().megabytesPerSecond(),
        their.rate().perSecond(),
        their.rate().megabytesPerSecond(),
        ratio * 100,
        our.rate().p50(),
        our.rate().p99(),
        their.rate().p99(),
        our.micros(),
        their.micros());
  }

  private static Turn median(List<Turn> turns) {
    Turn[] sorted = turns.toArray(Turn[]::new);
    Arrays.sort(sorted, Comparator.comparingDouble(turn -> turn.rate().perSecond()));
    return sorted[sorted.length / 2];
  }

  private record Steady(int writes, FanOut.Result ours, FanOut.Result bare) {}

  private void watches(ServerProcess server, ServerProcess bare)
      throws IOException, InterruptedException {
    for (String number : arguments.text("watchers", "1000,10000").split(",")) {
      int watchers = Integer.parseInt(number);
      double most = 0;
      double mostOfBare = 0;
      var steady = new ArrayList<Steady>();
      int writes = arguments.number("events", 1_000_000) / watchers;
      try (var ours = FanOut.open(server.target(), watchers);
          var theirs = FanOut.open(bare.target(), watchers)) {
        for (int i = 0; i <= turns; i++) {
          double rate = ours.run(writes, 0, 8).perSecond();
          double rateOfBare = theirs.run(writes, 0, 8).perSecond();
          if (i > 0) {
            most = Math.max(most, rate);
            mostOfBare = Math.max(mostOfBare, rateOfBare);
          }
        }
        for (String rate : arguments.text("rates", "10,20,100").split(",")) {
          int each = Integer.parseInt(rate);
          int told = each * STEADY_SECONDS;
          steady.add(new Steady(each, ours.run(told, each, 8), theirs.run(told, each, 8)));
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| events to %,d watchers | %,.0f/s | %,.0f/s | %.0f %% | | | | | |%n",
          watchers,
          most,
          mostOfBare,
          most / mostOfBare * 100);
      for (Steady at : steady) {
        System.out.printf(
            Locale.ROOT,
            "| … at %d writes/s (%d %% told) | %,.0f/s | %,.0f/s | | %.1f ms | %.1f ms | %.1f ms |"
                + " | |%n",
            at.writes(),
            at.ours().events() * 100 / at.ours().expected(),
            at.ours().perSecond(),
            at.bare().perSecond(),
            at.ours().p50(),
            at.ours().p99(),
            at.bare().p99());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| resident after that | %d MB | | | | | | | |%n",
        server.facts().residentMegabytes());
  }
}
