package io.kubejar.controllers.disruption;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.policy.v1.PodDisruptionBudget;
import io.kubejar.api.policy.v1.PodDisruptionBudgetKind;
import io.kubejar.api.policy.v1.PodDisruptionBudgetStatus;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import io.kubejar.controllers.runtime.SelectorText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts, for each disruption budget, how many pods are healthy and how many have to be.
public final class DisruptionController implements Controller {
  private static final Duration EVICTION = Duration.ofMinutes(2);
  private static final PodDisruptionBudgetKind KIND = PodDisruptionBudgetKind.POD_DISRUPTION_BUDGET;

  private final Client client;
  private final InstantSource clock;
  private final EventRecorder events;
  private final Lister<PodDisruptionBudget> budgets;
  private final Lister<Pod> pods;
  private final ExpectedPods expectedPods;
  private final ReconcileLoop<Key> loop;

  /// @param expected the pods there should be
  /// @param healthy how many of them have to be healthy
  private record Need(int expected, int healthy) {}

  public DisruptionController(ControllerContext context) {
    Informer<PodDisruptionBudget> budgetInformer = context.informers().of(KIND);
    Informer<Pod> podInformer = context.informers().of(PodKind.POD);
    this.client = context.client();
    this.clock = context.clock();
    this.events = context.events("controllermanager");
    this.budgets = budgetInformer.lister();
    this.pods = podInformer.lister();
    this.expectedPods = new ExpectedPods(context.informers());
    List<Informer<?>> needed = new ArrayList<>(expectedPods.informers());
    needed.add(budgetInformer);
    needed.add(podInformer);
    this.loop = ReconcileLoop.of(name(), 1, context, needed, this::reconcile);
    budgetInformer.addHandler(Changes.of(budget -> loop.queue().add(Key.of(budget))));
    podInformer.addHandler(
        Changes.of(
            this::enqueue,
            (old, pod) -> {
              enqueue(pod);
              if (!old.metadata().labels().equals(pod.metadata().labels())) {
                enqueue(old);
              }
            },
            this::enqueue));
  }

  @Override
  public String name() {
    return "disruption-controller";
  }

  /// The queue of budgets and its worker.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private void enqueue(Pod pod) {
    for (PodDisruptionBudget budget : budgets.list(pod.metadata().namespace())) {
      if (LabelSelectors.matches(budget.spec().selector(), pod.metadata().labels())) {
        loop.queue().add(Key.of(budget));
      }
    }
  }

  private Reconciled reconcile(Key key) {
    PodDisruptionBudget budget = budgets.get(key);
    if (budget == null) {
      return Reconciled.done();
    }
    List<Pod> matching =
        pods.list(key.namespace()).stream()
            .filter(
                pod -> LabelSelectors.matches(budget.spec().selector(), pod.metadata().labels()))
            .toList();
    if (matching.isEmpty()) {
      events.normal(KIND, budget, "NoPods", "No matching pods found");
    }
    Need need = need(budget, matching);
    if (need == null) {
      write(budget, failed(budget));
      return Reconciled.retry("the number of expected pods is not known");
    }
    Instant now = clock.instant();
    Map<String, Time> disrupted = disrupted(budget, matching, now);
    int healthy =
        (int)
            matching.stream()
                .filter(pod -> !Pods.isTerminating(pod) && Pods.isReady(pod))
                .filter(pod -> !disrupted.containsKey(pod.metadata().name()))
                .count();
    int allowed = need.expected() <= 0 ? 0 : Math.max(0, healthy - need.healthy());
    write(
        budget,
        PodDisruptionBudgetStatus.builder()
            .currentHealthy(healthy)
            .desiredHealthy(need.healthy())
            .expectedPods(need.expected())
            .disruptionsAllowed(allowed)
            .disruptedPods(disrupted)
            .observedGeneration(budget.metadata().generation())
            .conditions(
                conditions(
                    budget, allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", ""))
            .build());
    return Reconciled.after(
        disrupted.values().stream()
            .map(time -> Duration.between(now, time.instant().plus(EVICTION)))
            .min(Duration::compareTo)
            .orElse(null));
  }

  private @Nullable Need need(PodDisruptionBudget budget, List<Pod> matching) {
    IntOrString most = budget.spec().maxUnavailable();
    IntOrString least = budget.spec().minAvailable();
    if (most == null && (least == null || least instanceof IntOrString.Int)) {
      return new Need(matching.size(), least == null ? 0 : least.intValue());
    }
    ExpectedPods.Count count = expectedPods.of(matching);
    if (!count.unmanaged().isEmpty()) {
      events.warning(
          KIND,
          budget,
          "UnmanagedPods",
          "Pods selected by this PodDisruptionBudget (selector: %s) were found to be unmanaged. As"
                  .formatted(SelectorText.of(budget.spec().selector()))
              + " a result, the status of the PDB cannot be calculated correctly, which may result"
              + " in undefined behavior. To account for these pods please set"
              + " \".spec.minAvailable\" field of the PDB to an integer value.");
    }
    if (count.ownerless() != null) {
      events.warning(
          KIND,
          budget,
          "CalculateExpectedPodCountFailed",
          "Failed to calculate the number of expected pods: found no controllers for pod \"%s\""
              .formatted(count.ownerless()));
      return null;
    }
    int healthy =
        most != null
            ? Math.max(0, count.count() - most.scaled(count.count(), true))
            : least == null ? 0 : least.scaled(count.count(), true);
    return new Need(count.count(), healthy);
  }

  /// Pods whose eviction was granted and that are not going yet; what lasts too long is told.
  private Map<String, Time> disrupted(PodDisruptionBudget budget, List<Pod> matching, Instant now) {
    Map<String, Time> disrupted = new TreeMap<>();
    for (Pod pod : matching) {
      Time since = budget.status().disruptedPods().get(pod.metadata().name());
      if (since == null || Pods.isTerminating(pod)) {
        continue;
      }
      if (since.instant().plus(EVICTION).isAfter(now)) {
        disrupted.put(pod.metadata().name(), since);
      } else {
        events.warning(
            PodKind.POD,
            pod,
            "NotDeleted",
            "Pod was expected by PDB %s to be deleted but it wasn't".formatted(Key.of(budget)));
      }
    }
    return disrupted;
  }

  private PodDisruptionBudgetStatus failed(PodDisruptionBudget budget) {
    return budget
        .status()
        .with(
            b ->
                b.disruptionsAllowed(0)
                    .observedGeneration(budget.metadata().generation())
                    .conditions(
                        conditions(
                            budget,
                            false,
                            "SyncFailed",
                            "found no controllers for pods of the budget")));
  }

  private List<Condition> conditions(
      PodDisruptionBudget budget, boolean allowed, String reason, String message) {
    List<Condition> conditions = new ArrayList<>();
    Condition fresh =
        Condition.builder()
            .type("DisruptionAllowed")
            .status(allowed ? "True" : "False")
            .reason(reason)
            .message(message)
            .observedGeneration(budget.metadata().generation())
            .lastTransitionTime(new Time(clock.instant()))
            .build();
    boolean known = false;
    for (Condition old : budget.status().conditions()) {
      boolean same = old.type().equals(fresh.type());
      known |= same;
      Time since =
          old.status().equals(fresh.status())
              ? old.lastTransitionTime()
              : fresh.lastTransitionTime();
      conditions.add(same ? fresh.with(b -> b.lastTransitionTime(since)) : old);
    }
    if (!known) {
      conditions.add(fresh);
    }
    return conditions;
  }

  private void write(PodDisruptionBudget budget, PodDisruptionBudgetStatus status) {
    if (!status.equals(budget.status())) {
      client
          .resources(KIND, budget.metadata().namespace())
          .updateStatus(budget.with(b -> b.status(status)));
    }
  }
}
