package io.kubejar.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.EventKind;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodSchedulingGate;
import io.kubejar.client.ApiEventRecorder;
import io.kubejar.client.Client;
import io.kubejar.client.Eventually;
import io.kubejar.client.FakeApi;
import io.kubejar.client.Informers;
import io.kubejar.client.Key;
import io.kubejar.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private final FakeApi api = new FakeApi();
  private final Client client = new Client(api);
  private final Informers informers = new Informers(client);

  /// Runs a hundred times faster than real clocks, so that back-offs take milliseconds.
  private final InstantSource clock =
      new InstantSource() {
        private final Instant base = Instant.parse("2026-01-01T00:00:00Z");
        private final long start = System.nanoTime();

        @Override
        public Instant instant() {
          return base.plus(Duration.ofNanos((System.nanoTime() - start) * 100));
        }
      };

  private final ApiEventRecorder events =
      new ApiEventRecorder(client, "default-scheduler", "", clock);
  private final Scheduler scheduler =
      new Scheduler(
          client, informers, events, Profile.standard(client, events), clock, new Random(3));

  private void start() {
    scheduler.start();
    informers.start();
  }

  @AfterEach
  void close() {
    scheduler.close();
    informers.close();
    events.close();
  }

  private String nodeOf(String pod) {
    Pod found = api.get(PodKind.POD, "default", pod);
    return found == null ? "" : found.spec().nodeName();
  }

  private void placed(String pod) throws InterruptedException {
    Eventually.until(pod + " is placed", () -> !nodeOf(pod).isEmpty());
  }

  private PodCondition condition(String pod) {
    return api.get(PodKind.POD, "default", pod).status().conditions().stream()
        .filter(c -> c.type().equals("PodScheduled"))
        .findFirst()
        .orElse(null);
  }

  private List<String> reasons() {
    return api.all(EventKind.EVENT).stream().map(e -> e.reason()).toList();
  }

  @Test
  void bindsAndSaysSo() throws InterruptedException {
    api.put(NodeKind.NODE, Given.node("a", "4", "4Gi"));
    api.put(PodKind.POD, Given.pod("p", "1"));
    start();
    placed("p");
    Eventually.until("event", () -> reasons().contains("Scheduled"));
    assertThat(api.all(EventKind.EVENT).getFirst().message())
        .isEqualTo("Successfully assigned default/p to a");
  }

  @Test
  void aPodThatFitsNowhereIsToldAndPlacedWhenANodeComes() throws InterruptedException {
    api.put(NodeKind.NODE, Given.node("small", "1", "4Gi"));
    api.put(PodKind.POD, Given.pod("p", "2"));
    start();
    Eventually.until("event", () -> reasons().contains("FailedScheduling"));
    Eventually.until("condition", () -> condition("p") != null);
    assertThat(condition("p").status()).isEqualTo("False");
    assertThat(condition("p").reason()).isEqualTo("Unschedulable");
    assertThat(condition("p").message()).startsWith("0/1 nodes are available: 1 Insufficient cpu.");
    api.put(NodeKind.NODE, Given.node("large", "4", "4Gi"));
    placed("p");
    assertThat(nodeOf("p")).isEqualTo("large");
  }

  @Test
  void whatIsAssumedCounts() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      api.put(NodeKind.NODE, Given.node("n" + i, "2", "4Gi"));
    }
    for (int i = 0; i < 12; i++) {
      api.put(PodKind.POD, Given.pod("p" + i, "1"));
    }
    start();
    Eventually.until(
        "ten fit",
        () ->
            api.all(PodKind.POD).stream().filter(p -> !p.spec().nodeName().isEmpty()).count()
                == 10);
    Eventually.until("two do not", () -> reasons().contains("FailedScheduling"));
    for (int i = 0; i < 5; i++) {
      String node = "n" + i;
      assertThat(api.all(PodKind.POD)).filteredOn(p -> p.spec().nodeName().equals(node)).hasSize(2);
    }
    api.delete(PodKind.POD, new Key("default", "p0"));
    Eventually.until(
        "its room is taken",
        () ->
            api.all(PodKind.POD).stream().filter(p -> !p.spec().nodeName().isEmpty()).count()
                == 10);
  }

  @Test
  void aFailedBindingIsTriedAgain() throws InterruptedException {
    AtomicReference<String> failed = new AtomicReference<>("");
    api.refuse(
        request ->
            request.subresource().equals("binding") && failed.getAndSet("yes").isEmpty()
                ? FakeApi.error(500, "InternalError")
                : null);
    api.put(NodeKind.NODE, Given.node("a", "1", "4Gi"));
    api.put(PodKind.POD, Given.pod("p", "1"));
    start();
    placed("p");
    assertThat(failed.get()).isEqualTo("yes");
  }

  @Test
  void aGatedPodWaitsInSilence() throws InterruptedException {
    api.put(NodeKind.NODE, Given.node("a", "4", "4Gi"));
    Pod gated =
        Given.pod("p", "1")
            .with(
                b ->
                    b.spec(
                        s ->
                            s.schedulingGates(
                                List.of(PodSchedulingGate.builder().name("wait").build()))));
    api.put(PodKind.POD, gated);
    api.put(PodKind.POD, Given.pod("q", "1"));
    start();
    placed("q");
    Eventually.until("condition", () -> condition("p") != null);
    assertThat(condition("p").reason()).isEqualTo("SchedulingGated");
    assertThat(condition("p").message())
        .isEqualTo("Scheduling is blocked due to non-empty scheduling gates");
    api.put(NodeKind.NODE, Given.node("b", "4", "4Gi"));
    api.put(PodKind.POD, Given.pod("r", "1"));
    placed("r");
    assertThat(nodeOf("p")).isEmpty();
    assertThat(reasons()).doesNotContain("FailedScheduling");
    Pod current = api.get(PodKind.POD, "default", "p");
    api.put(PodKind.POD, current.with(b -> b.spec(s -> s.schedulingGates(List.of()))));
    placed("p");
  }

  @Test
  void roomMadeForAPodIsKeptForIt() throws InterruptedException {
    api.put(NodeKind.NODE, Given.node("a", "1", "4Gi"));
    Pod low = Given.pod("low", "1").with(b -> b.spec(s -> s.nodeName("a").priority(0)));
    api.put(PodKind.POD, low);
    api.refuse(
        request -> {
          if (request.verb() == Request.Verb.DELETE && request.name().equals("low")) {
            // what the controller does at once
            api.put(PodKind.POD, Given.pod("again", "1"));
          }
          return null;
        });
    start();
    api.put(PodKind.POD, Given.pod("high", "1").with(b -> b.spec(s -> s.priority(100))));
    placed("high");
    assertThat(nodeOf("again")).isEmpty();
    assertThat(api.get(PodKind.POD, "default", "low")).isNull();
    Eventually.until("event", () -> reasons().contains("Preempted"));
  }

  @Test
  void aPodThatWantsToBeNearAnotherFollowsIt() throws InterruptedException {
    api.put(
        NodeKind.NODE,
        Given.node("a", "1", "4Gi", Map.of("kubernetes.io/hostname", "a"), List.of()));
    api.put(
        NodeKind.NODE,
        Given.node("b", "8", "4Gi", Map.of("kubernetes.io/hostname", "b"), List.of()));
    api.put(
        PodKind.POD,
        Given.yaml(
            """
            metadata: {name: near}
            spec:
              schedulerName: default-scheduler
              containers: [{name: c}]
              affinity:
                podAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - topologyKey: kubernetes.io/hostname
                    labelSelector: {matchLabels: {app: db}}
            """));
    start();
    Eventually.until("refused", () -> reasons().contains("FailedScheduling"));
    api.put(
        PodKind.POD,
        Given.pod("db", "2").with(b -> b.metadata(m -> m.labels(Map.of("app", "db")))));
    placed("near");
    assertThat(nodeOf("near")).isEqualTo("b");
  }

  @Test
  void manyPodsAtOnceAllGetANode() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      api.put(NodeKind.NODE, Given.node("n" + i, "4", "8Gi"));
    }
    start();
    List<Thread> creators = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      creators.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int j = 0; j < 50; j++) {
                      api.put(PodKind.POD, Given.pod("p" + number + "-" + j, "100m"));
                    }
                  }));
    }
    for (Thread creator : creators) {
      creator.join();
    }
    Eventually.until(
        "all are placed",
        () -> api.all(PodKind.POD).stream().noneMatch(p -> p.spec().nodeName().isEmpty()));
    int most = 0;
    int least = 200;
    for (int i = 0; i < 30; i++) {
      String node = "n" + i;
      int count =
          (int) api.all(PodKind.POD).stream().filter(p -> p.spec().nodeName().equals(node)).count();
      most = Math.max(most, count);
      least = Math.min(least, count);
    }
    assertThat(most - least).isLessThanOrEqualTo(2);
  }
}
