package io.kubejar.server.fairness;

import io.kubejar.api.flowcontrol.v1.FlowSchema;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.kubejar.server.spi.Attributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Decides which requests are worked on, which wait, and which are refused.
public final class FlowControl implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Source source;
  private final WorkEstimator estimator;
  private final Options options;
  private final FlowCounts counts;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread lending;
  private volatile Plan plan = new Plan(Long.MIN_VALUE, List.of(), new TreeMap<>());

  /// The objects that say how.
  public interface Source {
    /// A number that is another whenever the objects have changed.
    long generation();

    List<FlowSchema> schemas();

    List<PriorityLevelConfiguration> levels();
  }

  /// What the server holds, by which requests are estimated.
  public interface Load extends WorkEstimator.Load {}

  /// How much the server bears.
  ///
  /// @param seats all its seats
  /// @param patience the longest that a request waits
  public record Options(int seats, Duration patience) {}

  /// The objects, ready to be asked.
  private record Plan(
      long generation, List<Schema> schemas, SortedMap<String, PriorityLevel> levels) {}

  public FlowControl(Source source, Load load, Options options, FlowCounts counts, Clock clock) {
    this.source = source;
    this.estimator = new WorkEstimator(load);
    this.options = options;
    this.counts = counts;
    this.clock = clock;
    this.lending = Thread.ofPlatform().daemon().name("fairness-lending").start(this::lend);
  }

  /// Lets a request pass, or wait first, or not at all.
  ///
  /// @param limit the most objects that a list asks for; 0 for all
  /// @param initialList whether a watch begins with all objects
  public Verdict admit(Attributes request, long limit, boolean initialList)
      throws InterruptedException {
    Plan now = plan();
    Schema schema = schema(now, request);
    var ticket =
        new Ticket(
            schema,
            request,
            schema.distinguisher(request),
            schema.level().exempt() ? Work.ONE : estimator.estimate(request, limit, initialList),
            clock.instant());
    counts.estimated(schema.counts(), ticket.work().most());
    String reason = schema.level().enter(ticket, options.patience());
    return reason == null
        ? new Verdict.Admitted(ticket, schema.uid(), schema.level().uid())
        : new Verdict.Rejected(reason, schema.uid(), schema.level().uid());
  }

  private static Schema schema(Plan plan, Attributes request) {
    List<Schema> schemas = plan.schemas;
    for (int i = 0; i < schemas.size(); i++) {
      if (schemas.get(i).matches(request)) {
        return schemas.get(i);
      }
    }
    return schemas.getLast(); // the schema catch-all takes what nothing else does
  }

  private Plan plan() {
    Plan now = plan;
    return now.generation == source.generation() ? now : renewed();
  }

  private synchronized Plan renewed() {
    long generation = source.generation();
    Plan old = plan;
    if (old.generation == generation) {
      return old;
    }
    var objects = new TreeMap<String, PriorityLevelConfiguration>();
    for (PriorityLevelConfiguration object : Mandatory.levels()) {
      objects.put(object.metadata().name(), object);
    }
    for (PriorityLevelConfiguration object : source.levels()) {
      objects.put(object.metadata().name(), object);
    }
    SortedMap<String, PriorityLevel> levels = levels(old, objects);
    Plan made = new Plan(generation, schemas(old, levels), levels);
    plan = made;
    return made;
  }

  private SortedMap<String, PriorityLevel> levels(
      Plan old, SortedMap<String, PriorityLevelConfiguration> objects) {
    double shares = 0;
    for (PriorityLevelConfiguration object : objects.values()) {
      shares += Shares.nominal(object);
    }
    var levels = new TreeMap<String, PriorityLevel>();
    for (PriorityLevelConfiguration object : objects.values()) {
      String name = object.metadata().name();
      var bounds = Shares.bounds(object, options.seats(), shares);
      PriorityLevel level = old.levels.get(name);
      if (level == null) {
        level = new PriorityLevel(object, bounds, counts);
      } else {
        level.configure(object, bounds);
      }
      levels.put(name, level);
    }
    return levels;
  }

  private List<Schema> schemas(Plan old, Map<String, PriorityLevel> levels) {
    var objects = new HashMap<String, FlowSchema>();
    for (FlowSchema object : Mandatory.schemas()) {
      objects.put(object.metadata().name(), object);
    }
    for (FlowSchema object : source.schemas()) {
      objects.put(object.metadata().name(), object);
    }
    var known = new HashMap<String, FlowCounts.Of>();
    for (Schema schema : old.schemas) {
      known.put(schema.name() + "/" + schema.level().name(), schema.counts());
    }
    var sorted = new ArrayList<>(objects.values());
    sorted.sort(
        Comparator.comparingInt((FlowSchema each) -> each.spec().matchingPrecedence())
            .thenComparing(each -> each.metadata().name()));
    var schemas = new ArrayList<Schema>();
    Schema last = null;
    for (FlowSchema object : sorted) {
      String levelName = object.spec().priorityLevelConfiguration().name();
      PriorityLevel level = levels.get(levelName);
      if (level == null) {
        continue; // the schema dangles
      }
      String name = object.metadata().name();
      FlowCounts.Of of = known.get(name + "/" + levelName);
      if (of == null) {
        of = FlowCounts.Of.of(name, levelName);
        counts.of(of);
      }
      var schema = new Schema(object, level, of);
      if (name.equals("catch-all")) {
        last = schema;
      } else {
        schemas.add(schema);
      }
    }
    if (last != null) {
      schemas.add(last);
    }
    return List.copyOf(schemas);
  }

  /// Lets levels borrow from each other what those do not need.
  private void lend() {
    try {
      while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        adjust();
      }
    } catch (InterruptedException _) {
      // The owner closes it.
    }
  }

  /// Divides the seats by what was wanted since the last time.
  void adjust() {
    var levels = new ArrayList<PriorityLevel>();
    var claims = new ArrayList<Seats.Claim>();
    for (PriorityLevel level : plan().levels.values()) {
      var figures = level.endPeriod();
      if (level.exempt()) {
        continue;
      }
      levels.add(level);
      claims.add(new Seats.Claim(least(level, figures), level.bounds().upper(), target(level)));
    }
    int[] seats = Seats.divide(options.seats(), claims);
    for (int i = 0; i < seats.length; i++) {
      levels.get(i).limit(seats[i]);
    }
  }

  /// How many seats a level has now, and its share and bounds; for metrics.
  ///
  /// @return null when there is no such level
  public @Nullable LevelSeats seats(String name) {
    PriorityLevel level = plan().levels.get(name);
    if (level == null) {
      return null;
    }
    var bounds = level.bounds();
    return new LevelSeats(bounds.nominal(), bounds.lower(), bounds.upper(), level.limit());
  }

  /// How many seats a level has.
  public record LevelSeats(int nominal, int lower, int upper, int current) {}

  /// How many seats were wanted of a level in the last whole period; for metrics.
  ///
  /// @return null when there is no such level
  public @Nullable LevelDemand demand(String name) {
    PriorityLevel level = plan().levels.get(name);
    if (level == null) {
      return null;
    }
    var figures = level.figures();
    return new LevelDemand(
        figures.most(), figures.mean(), figures.deviation(), figures.smooth(), target(level));
  }

  private static double target(PriorityLevel level) {
    var figures = level.figures();
    return Math.max(least(level, figures), figures.smooth());
  }

  /// The fewest seats that a level is left with.
  private static double least(PriorityLevel level, Demand.Figures figures) {
    var bounds = level.bounds();
    return Math.max(bounds.lower(), Math.min(bounds.nominal(), figures.most()));
  }

  /// How many seats were wanted of a level.
  ///
  /// @param most the most at one moment
  /// @param mean the mean over time
  /// @param deviation the standard deviation over time
  /// @param smooth with a memory of former periods
  /// @param target what it is to have, if there are enough for all
  public record LevelDemand(
      double most, double mean, double deviation, double smooth, double target) {}

  /// The names of the levels.
  public List<String> levelNames() {
    return List.copyOf(plan().levels.keySet());
  }

  List<PriorityLevel> levels() {
    return List.copyOf(plan().levels.values());
  }

  @Override
  public void close() {
    closed.countDown();
    lending.interrupt();
  }
}
