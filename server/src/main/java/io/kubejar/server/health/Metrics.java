package io.kubejar.server.health;

import io.kubejar.server.rest.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// The server's counters, gauges and histograms, shown in Prometheus' text form.
///
/// A metric is made once, a series (one combination of label values) on its first use; after that
/// counting takes one look-up and one addition.
public final class Metrics {
  private static final String FORM = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, Family> families = new ConcurrentSkipListMap<>();

  /// A metric with all its series.
  private sealed interface Family {
    void write(StringBuilder out);
  }

  /// A number that only grows.
  public Counter counter(String name, String help, String... labels) {
    return (Counter) families.computeIfAbsent(name, _ -> new Counter(name, help, labels));
  }

  /// A number that goes up and down.
  public Level level(String name, String help, String... labels) {
    return (Level) families.computeIfAbsent(name, _ -> new Level(name, help, labels));
  }

  /// A number that is asked for when metrics are shown.
  public void gauge(String name, String help, DoubleSupplier value) {
    gauge(name, help, value, List.of(), List.of());
  }

  /// One series of a gauge with labels.
  public void gauge(
      String name, String help, DoubleSupplier value, List<String> labels, List<String> values) {
    asked(name, help, "gauge", value, labels, values);
  }

  /// One series of a number that only grows, counted elsewhere and asked for when metrics are
  /// shown.
  public void count(
      String name, String help, DoubleSupplier value, List<String> labels, List<String> values) {
    asked(name, help, "counter", value, labels, values);
  }

  /// A gauge all of whose series are asked for when metrics are shown.
  public void samples(
      String name,
      String help,
      List<String> labels,
      Supplier<? extends Map<List<String>, Double>> values) {
    families.putIfAbsent(name, new Sampled(name, help, "gauge", List.copyOf(labels), values));
  }

  /// A number that only grows, all of whose series are counted elsewhere and asked for when metrics
  /// are shown.
  public void counts(
      String name,
      String help,
      List<String> labels,
      Supplier<? extends Map<List<String>, Double>> values) {
    families.putIfAbsent(name, new Sampled(name, help, "counter", List.copyOf(labels), values));
  }

  private void asked(
      String name,
      String help,
      String type,
      DoubleSupplier value,
      List<String> labels,
      List<String> values) {
    var asked = (Asked) families.computeIfAbsent(name, _ -> new Asked(name, help, type));
    asked.series.put(labelText(labels, values), value);
  }

  /// A distribution over buckets with the given upper bounds.
  public Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return (Histogram)
        families.computeIfAbsent(name, _ -> new Histogram(name, help, bounds, labels));
  }

  /// `/metrics`.
  public Route route() {
    return route("/metrics");
  }

  /// All metrics at a path.
  public Route route(String path) {
    return Route.any(
        path,
        context -> context.respond(200, FORM, List.of(text().getBytes(StandardCharsets.UTF_8))));
  }

  /// All metrics in text form.
  public String text() {
    var out = new StringBuilder(8192);
    for (Family family : families.values()) {
      family.write(out);
    }
    return out.toString();
  }

  /// A number that only grows, per combination of label values.
  public static final class Counter implements Family {
    private final String name;
    private final String help;
    private final List<String> labels;
    private final Map<List<String>, LongAdder> series = new ConcurrentHashMap<>();

    private Counter(String name, String help, String... labels) {
      this.name = name;
      this.help = help;
      this.labels = List.of(labels);
    }

    /// Counts one more.
    public void add(String... values) {
      add(1, values);
    }

    /// Counts some more.
    public void add(long count, String... values) {
      series(values).add(count);
    }

    /// One combination of label values, for those who count often.
    public LongAdder series(String... values) {
      return series.computeIfAbsent(List.of(values), _ -> new LongAdder());
    }

    @Override
    public void write(StringBuilder out) {
      head(out, name, help, "counter");
      series.forEach(
          (values, count) ->
              line(out, name, labelText(labels, values), Long.toString(count.sum())));
    }
  }

  /// A number that goes up and down, per combination of label values. What is back at zero is
  /// forgotten, so that there are never more series than things counted.
  public static final class Level implements Family {
    private final String name;
    private final String help;
    private final List<String> labels;
    private final Map<List<String>, Long> series = new ConcurrentHashMap<>();

    private Level(String name, String help, String... labels) {
      this.name = name;
      this.help = help;
      this.labels = List.of(labels);
    }

    /// Goes up, or down by a negative number.
    public void add(long change, String... values) {
      series.merge(
          List.of(values), change, (old, more) -> old + more == 0 ? null : (Long) (old + more));
    }

    @Override
    public void write(StringBuilder out) {
      head(out, name, help, "gauge");
      series.forEach(
          (values, value) -> line(out, name, labelText(labels, values), Long.toString(value)));
    }
  }

  private static final class Asked implements Family {
    private final String name;
    private final String help;
    private final String type;
    private final Map<String, DoubleSupplier> series = new ConcurrentSkipListMap<>();

    private Asked(String name, String help, String type) {
      this.name = name;
      this.help = help;
      this.type = type;
    }

    @Override
    public void write(StringBuilder out) {
      head(out, name, help, type);
      series.forEach((labels, value) -> line(out, name, labels, number(value.getAsDouble())));
    }
  }

  private record Sampled(
      String name,
      String help,
      String type,
      List<String> labels,
      Supplier<? extends Map<List<String>, Double>> values)
      implements Family {
    @Override
    public void write(StringBuilder out) {
      head(out, name, help, type);
      var series = new TreeMap<String, Double>();
      values.get().forEach((each, value) -> series.put(labelText(labels, each), value));
      series.forEach((text, value) -> line(out, name, text, number(value)));
    }
  }

  /// A distribution, per combination of label values.
  public static final class Histogram implements Family {
    private final String name;
    private final String help;
    private final double[] bounds;
    private final List<String> labels;
    private final Map<List<String>, Series> series = new ConcurrentHashMap<>();

    private Histogram(String name, String help, double[] bounds, String... labels) {
      this.name = name;
      this.help = help;
      this.bounds = bounds.clone();
      this.labels = List.of(labels);
    }

    /// One combination of label values, for those who note values often.
    public static final class Series {
      private final double[] bounds;
      private final AtomicLongArray buckets;
      private final DoubleAdder sum = new DoubleAdder();

      private Series(double[] bounds) {
        this.bounds = bounds;
        this.buckets = new AtomicLongArray(bounds.length + 1);
      }

      /// Notes one value.
      public void observe(double value) {
        int found = Arrays.binarySearch(bounds, value);
        buckets.incrementAndGet(found >= 0 ? found : -found - 1);
        sum.add(value);
      }
    }

    /// The series of a combination of label values.
    public Series series(String... values) {
      return series.computeIfAbsent(List.of(values), _ -> new Series(bounds));
    }

    /// Notes one value.
    public void observe(double value, String... values) {
      series(values).observe(value);
    }

    @Override
    public void write(StringBuilder out) {
      head(out, name, help, "histogram");
      series.forEach(
          (values, one) -> {
            var names = new ArrayList<>(labels);
            names.add("le");
            long count = 0;
            for (int i = 0; i <= bounds.length; i++) {
              count += one.buckets.get(i);
              var all = new ArrayList<>(values);
              all.add(i == bounds.length ? "+Inf" : number(bounds[i]));
              line(out, name + "_bucket", labelText(names, all), Long.toString(count));
            }
            String own = labelText(labels, values);
            line(out, name + "_sum", own, number(one.sum.sum()));
            line(out, name + "_count", own, Long.toString(count));
          });
    }
  }

  private static void head(StringBuilder out, String name, String help, String type) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder out, String name, String labels, String value) {
    out.append(name).append(labels).append(' ').append(value).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String labelText(List<String> labels, List<String> values) {
    if (labels.isEmpty()) {
      return "";
    }
    var text = new StringBuilder("{");
    for (int i = 0; i < labels.size(); i++) {
      text.append(i == 0 ? "" : ",").append(labels.get(i)).append("=\"");
      text.append(values.get(i).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    }
    return text.append('}').toString();
  }
}
