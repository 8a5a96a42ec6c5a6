package io.kubejar.server.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.flowcontrol.v1.FlowSchema;
import io.kubejar.api.flowcontrol.v1.FlowSchemaKind;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfigurationKind;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which requests go on, wait, and are refused.
class FlowControlTest {
  private static final User ADMIN = User.of("admin", "system:masters", "system:authenticated");
  private static final String WORK = "work";

  private final List<FlowSchema> schemas = new ArrayList<>();
  private final List<PriorityLevelConfiguration> levels = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Duration patience = Duration.ofSeconds(30);
  private int objects;
  private int watches;
  private FlowControl control = control(100);

  private FlowControl control(int seats) {
    var source =
        new FlowControl.Source() {
          @Override
          public long generation() {
            return schemas.size() + levels.size();
          }

          @Override
          public List<FlowSchema> schemas() {
            return schemas;
          }

          @Override
          public List<PriorityLevelConfiguration> levels() {
            return levels;
          }
        };
    var load =
        new FlowControl.Load() {
          @Override
          public int objects(String group, String version, String resource) {
            return objects;
          }

          @Override
          public int watches(String group, String version, String resource) {
            return watches;
          }
        };
    return new FlowControl(
        source, load, new FlowControl.Options(seats, patience), FlowCounts.NONE, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    control.close();
    threads.shutdownNow();
  }

  /// A level with all the seats but those of the catch-all, and a schema that sends users there.
  private void given(String response, int seats) {
    control.close();
    levels.add(level(WORK, 95, response));
    schemas.add(schema("users", 500, WORK, "distinguisherMethod: {type: ByUser}"));
    control = control(seats);
  }

  private static PriorityLevelConfiguration level(String name, int shares, String response) {
    String yaml =
        """
        metadata: {name: %s, uid: uid-%s}
        spec:
          type: Limited
          limited: {nominalConcurrencyShares: %d, limitResponse: %s, lendablePercent: 50}
        """
            .formatted(name, name, shares, response);
    return JsonDecoder.decode(
        PriorityLevelConfigurationKind.PRIORITY_LEVEL_CONFIGURATION.codec(),
        Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8)).toJson());
  }

  private static FlowSchema schema(String name, int precedence, String level, String more) {
    String yaml =
        """
        metadata: {name: %s, uid: uid-%s}
        spec:
          priorityLevelConfiguration: {name: %s}
          matchingPrecedence: %d
          rules:
          - subjects: [{kind: Group, group: {name: 'system:authenticated'}}]
            resourceRules:
            - {verbs: ['*'], apiGroups: [''], resources: ['*'], namespaces: ['*'], clusterScope: true}
          %s
        """
            .formatted(name, name, level, precedence, more);
    return JsonDecoder.decode(
        FlowSchemaKind.FLOW_SCHEMA.codec(),
        Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8)).toJson());
  }

  private static User user(String name) {
    return User.of(name, "system:authenticated");
  }

  private static Attributes on(User user, String verb) {
    return new Attributes(user, verb, "", "v1", "pods", "", "shop", "", "", "", "");
  }

  private Verdict get(String user) throws InterruptedException {
    return control.admit(on(user(user), "get"), 0, false);
  }

  private static Ticket ticket(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    return ((Verdict.Admitted) verdict).ticket();
  }

  private static void waitUntil(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private int waiting() {
    return control.levels().stream().mapToInt(level -> level.state().waiting()).sum();
  }

  @Test
  void administratorsAreNeverHeldUp() throws Exception {
    given("{type: Reject}", 1);
    for (int i = 0; i < 100; i++) {
      assertThat(ticket(control.admit(on(ADMIN, "get"), 0, false)).schema().name())
          .isEqualTo("exempt");
    }
  }

  @Test
  void theMatchingSchemaOfLowestPrecedenceDecides() throws Exception {
    given("{type: Reject}", 100);
    schemas.add(schema("earlier", 400, WORK, ""));
    var verdict = get("ada");
    assertThat(verdict.schemaUid()).isEqualTo("uid-earlier");
    assertThat(verdict.levelUid()).isEqualTo("uid-work");
    var other =
        new Attributes(user("ada"), "get", "apps", "v1", "deployments", "", "", "", "", "", "");
    assertThat(ticket(control.admit(other, 0, false)).schema().name()).isEqualTo("catch-all");
  }

  @Test
  void aSchemaWithoutItsLevelDoesNotCount() throws Exception {
    given("{type: Reject}", 100);
    schemas.add(schema("dangling", 400, "missing", ""));
    assertThat(get("ada").schemaUid()).isEqualTo("uid-users");
  }

  @Test
  void withoutQueuesARequestBeyondTheSeatsIsRefused() throws Exception {
    given("{type: Reject}", 2);
    var first = ticket(get("ada"));
    ticket(get("ada"));
    assertThat(get("ada"))
        .isEqualTo(new Verdict.Rejected("concurrency-limit", "uid-users", "uid-work"));
    first.release();
    first.release();
    ticket(get("ada"));
    assertThat(get("ada")).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void withQueuesItWaitsForASeat() throws Exception {
    given("{type: Queue, queuing: {queues: 4, handSize: 1, queueLengthLimit: 5}}", 1);
    var first = ticket(get("ada"));
    Future<Verdict> second = threads.submit(() -> get("ben"));
    waitUntil(() -> waiting() == 1);
    assertThat(second.isDone()).isFalse();
    first.release();
    ticket(second.get(30, TimeUnit.SECONDS)).release();
    assertThat(waiting()).isZero();
  }

  @Test
  void aFullQueueRefuses() throws Exception {
    given("{type: Queue, queuing: {queues: 1, handSize: 1, queueLengthLimit: 1}}", 1);
    ticket(get("ada"));
    var _ = threads.submit(() -> get("ada"));
    waitUntil(() -> waiting() == 1);
    assertThat(get("ada")).isEqualTo(new Verdict.Rejected("queue-full", "uid-users", "uid-work"));
  }

  @Test
  void nobodyWaitsForEver() throws Exception {
    patience = Duration.ofMillis(20);
    given("{type: Queue, queuing: {queues: 1, handSize: 1, queueLengthLimit: 9}}", 1);
    ticket(get("ada"));
    assertThat(get("ada")).isEqualTo(new Verdict.Rejected("time-out", "uid-users", "uid-work"));
    assertThat(waiting()).isZero();
  }

  @Test
  void whoAsksSeldomIsNotKeptWaitingByWhoAsksAllTheTime() throws Exception {
    given("{type: Queue, queuing: {queues: 64, handSize: 1, queueLengthLimit: 100}}", 1);
    var first = ticket(get("noisy"));
    var order = new LinkedBlockingQueue<String>();
    Callable<Void> noisy = () -> note(order, "noisy");
    for (int i = 1; i <= 20; i++) {
      int expected = i;
      var _ = threads.submit(noisy);
      waitUntil(() -> waiting() == expected);
    }
    String quiet = strangerTo("noisy");
    var _ = threads.submit(() -> note(order, quiet));
    waitUntil(() -> waiting() == 21);
    first.release();
    waitUntil(() -> order.size() == 21);
    assertThat(List.copyOf(order).subList(0, 3)).contains(quiet);
  }

  /// A user whose hand has none of another's cards.
  private static String strangerTo(String other) {
    int taken = Hand.deal("users", other, 64, 1)[0];
    int i = 0;
    while (Hand.deal("users", "quiet" + i, 64, 1)[0] == taken) {
      i++;
    }
    return "quiet" + i;
  }

  private Void note(LinkedBlockingQueue<String> order, String user) throws InterruptedException {
    Ticket ticket = ticket(get(user));
    order.add(user);
    ticket.release();
    return null;
  }

  @Test
  void aLongListTakesMoreSeats() throws Exception {
    given("{type: Reject}", 100);
    objects = 450;
    var list = on(user("ada"), "list");
    assertThat(ticket(control.admit(list, 0, false)).work().seats()).isEqualTo(5);
    assertThat(ticket(control.admit(list, 100, false)).work().seats()).isEqualTo(2);
    assertThat(ticket(get("ada")).work().seats()).isEqualTo(1);
    var watch = on(user("ada"), "watch");
    assertThat(ticket(control.admit(watch, 0, true)).work().seats()).isEqualTo(5);
    assertThat(ticket(control.admit(watch, 0, false)).work().seats()).isEqualTo(1);
  }

  @Test
  void aChangeThatManyWatchTakesSeatsForAWhileAfterwards() throws Exception {
    given("{type: Reject}", 100);
    watches = 200;
    var work = ticket(control.admit(on(user("ada"), "patch"), 0, false)).work();
    assertThat(work).isEqualTo(new Work(1, 10, Duration.ofMillis(10)));
  }

  @Test
  void seatsAreLentToWhoWantsMore() {
    int[] seats =
        Seats.divide(100, List.of(new Seats.Claim(10, 100, 90), new Seats.Claim(25, 100, 5)));
    assertThat(seats).containsExactly(75, 25);
  }

  @Test
  void sharesBecomeSeatsWithBoundsForLendingAndBorrowing() {
    given("{type: Reject}", 200);
    assertThat(control.seats(WORK)).isEqualTo(new FlowControl.LevelSeats(190, 95, 200, 190));
    assertThat(control.levelNames()).containsExactly("catch-all", "exempt", WORK);
  }

  @Test
  void aHandHasDifferentQueuesAndIsAlwaysTheSame() {
    for (int i = 0; i < 100; i++) {
      int[] hand = Hand.deal("users", "user" + i, 16, 6);
      assertThat(hand).doesNotHaveDuplicates();
      assertThat(Arrays.stream(hand)).allMatch(index -> index >= 0 && index < 16);
      assertThat(Hand.deal("users", "user" + i, 16, 6)).isEqualTo(hand);
    }
  }

  @Test
  void tablesShowWhatIsUnderWay() throws Exception {
    given("{type: Queue, queuing: {queues: 1, handSize: 1, queueLengthLimit: 9}}", 1);
    ticket(get("ada"));
    var _ = threads.submit(() -> get("ben"));
    waitUntil(() -> waiting() == 1);
    var dumps = new FlowDumps(control);
    assertThat(dumps.levels())
        .startsWith(
            "PriorityLevelName, ActiveQueues, IsIdle, IsQuiescing, WaitingRequests,"
                + " ExecutingRequests, DispatchedRequests, RejectedRequests, TimedoutRequests,"
                + " CancelledRequests\n")
        .contains("work,              1,            false,  false,       1,               1, ");
    assertThat(dumps.queues()).contains("work,              0,      1, ");
    assertThat(dumps.requests(true)).contains("ben, ").contains("get, ");
  }
}
