package io.kubejar.server.special.pod;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.api.policy.v1.Eviction;
import io.kubejar.api.policy.v1.EvictionCodec;
import io.kubejar.api.policy.v1.PodDisruptionBudget;
import io.kubejar.api.policy.v1.PodDisruptionBudgetKind;
import io.kubejar.api.value.Time;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.select.Labels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `pods/eviction`: deletes a pod when its disruption budget allows that.
public final class EvictionHandler implements SubresourceHandler.Typed<Eviction, Status> {
  private static final int MOST_DISRUPTED = 2000;
  private static final PodAspect ASPECT = new PodAspect("status");

  private final Registries registries;
  private final Clock clock;

  public EvictionHandler(Registries registries, Clock clock) {
    this.registries = registries;
    this.clock = clock;
  }

  @Override
  public Key key() {
    return new Key("", "pods", "eviction");
  }

  @Override
  public ObjectCodec<Eviction> bodyCodec() {
    return EvictionCodec.INSTANCE;
  }

  @Override
  public RecordCodec<Status> resultCodec() {
    return StatusCodec.INSTANCE;
  }

  @Override
  public Status create(ResourceRequest request, Eviction eviction) throws ApiException {
    String name = request.name();
    if (!eviction.metadata().name().equals(name)) {
      throw Failures.badRequest("name in URL does not match name in Eviction object");
    }
    Pod pod = registries.getConsistent(PodKind.POD, request.namespace(), name);
    if (pod == null) {
      throw Failures.notFound(PodKind.POD.names(), name);
    }
    DeleteOptions options =
        eviction.deleteOptions() == null
            ? DeleteOptions.builder().build()
            : eviction.deleteOptions();
    boolean dryRun = request.dryRun() || options.dryRun().contains("All");
    var context = new WriteContext(request.user(), dryRun, request.warnings()).asAdmitted();
    if (!needsNoBudget(pod)) {
      spend(pod, dryRun);
    }
    if (!dryRun && pod.metadata().deletionTimestamp() == null) {
      note(pod, context);
    }
    registries.of(PodKind.POD).delete(request.namespace(), name, options, context);
    return BindingHandler.success();
  }

  /// A pod that does not run, or is going anyway, is no loss.
  private static boolean needsNoBudget(Pod pod) {
    return switch (pod.status().phase()) {
      case "Succeeded", "Failed", "Pending" -> true;
      default -> pod.metadata().deletionTimestamp() != null;
    };
  }

  private void spend(Pod pod, boolean dryRun) {
    var budgets = new ArrayList<PodDisruptionBudget>();
    for (PodDisruptionBudget budget :
        registries.list(
            PodDisruptionBudgetKind.POD_DISRUPTION_BUDGET, pod.metadata().namespace())) {
      if (Labels.of(budget.spec().selector()).matches(pod.metadata().labels())) {
        budgets.add(budget);
      }
    }
    if (budgets.size() > 1) {
      throw Failures.failure(
          500,
          "InternalError",
          "Internal error occurred: This pod has more than one PodDisruptionBudget, which the"
              + " eviction subresource does not support.",
          new StatusDetails(
              "",
              "",
              "",
              "",
              List.of(
                  new StatusCause(
                      "",
                      "This pod has more than one PodDisruptionBudget, which the eviction"
                          + " subresource does not support.",
                      "")),
              0));
    }
    if (budgets.isEmpty()) {
      return;
    }
    PodDisruptionBudget budget = budgets.getFirst();
    if (!isReady(pod) && mayGoUnready(budget)) {
      return;
    }
    registries
        .of(PodDisruptionBudgetKind.POD_DISRUPTION_BUDGET)
        .change(
            new SpentAspect(),
            budget.metadata().namespace(),
            budget.metadata().name(),
            now -> spent(now, pod),
            new WriteContext(WriteContext.SYSTEM, dryRun, new Warnings()));
  }

  private static boolean mayGoUnready(PodDisruptionBudget budget) {
    if ("AlwaysAllow".equals(budget.spec().unhealthyPodEvictionPolicy())) {
      return true;
    }
    return budget.status().currentHealthy() >= budget.status().desiredHealthy()
        && budget.status().desiredHealthy() > 0;
  }

  private static boolean isReady(Pod pod) {
    return pod.status().conditions().stream()
        .anyMatch(each -> each.type().equals("Ready") && each.status().equals("True"));
  }

  private PodDisruptionBudget spent(PodDisruptionBudget budget, Pod pod) {
    var status = budget.status();
    String name = budget.metadata().name();
    if (status.observedGeneration() < budget.metadata().generation()) {
      throw refused(
          "The disruption budget %s is still being processed by the server.".formatted(name), 10);
    }
    if (status.disruptionsAllowed() < 0) {
      throw Failures.forbidden(
          PodDisruptionBudgetKind.POD_DISRUPTION_BUDGET.names(),
          name,
          "pdb disruptions allowed is negative");
    }
    if (status.disruptedPods().size() > MOST_DISRUPTED) {
      throw Failures.forbidden(
          PodDisruptionBudgetKind.POD_DISRUPTION_BUDGET.names(),
          name,
          "DisruptedPods map too big - too many evictions not confirmed by PDB controller");
    }
    if (status.disruptionsAllowed() == 0) {
      throw refused(
          "The disruption budget %s needs %d healthy pods and has %d currently"
              .formatted(name, status.desiredHealthy(), status.currentHealthy()),
          0);
    }
    Map<String, Time> disrupted = new HashMap<>(status.disruptedPods());
    disrupted.put(pod.metadata().name(), new Time(clock.instant()));
    return budget.with(
        it ->
            it.status(
                s ->
                    s.disruptionsAllowed(status.disruptionsAllowed() - 1)
                        .disruptedPods(disrupted)));
  }

  private static ApiException refused(String cause, int retryAfterSeconds) {
    return Failures.failure(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        new StatusDetails(
            "",
            "",
            "",
            "",
            List.of(new StatusCause("DisruptionBudget", cause, "")),
            retryAfterSeconds));
  }

  /// Tells in the pod's status why it goes.
  private void note(Pod pod, WriteContext context) {
    registries
        .of(PodKind.POD)
        .change(
            ASPECT,
            pod.metadata().namespace(),
            pod.metadata().name(),
            this::disrupted,
            WriteContext.of(context.user()).asAdmitted());
  }

  private Pod disrupted(Pod pod) {
    var conditions = new ArrayList<PodCondition>();
    for (PodCondition condition : pod.status().conditions()) {
      if (!condition.type().equals("DisruptionTarget")) {
        conditions.add(condition);
      }
    }
    conditions.add(
        PodCondition.builder()
            .type("DisruptionTarget")
            .status("True")
            .observedGeneration(pod.metadata().generation())
            .reason("EvictionByEvictionAPI")
            .message("Eviction API: evicting")
            .lastTransitionTime(new Time(clock.instant()))
            .build());
    return pod.with(it -> it.status(status -> status.conditions(conditions)));
  }

  private static final class SpentAspect implements Aspect<PodDisruptionBudget> {
    @Override
    public String subresource() {
      return "status";
    }

    @Override
    public PodDisruptionBudget prepare(PodDisruptionBudget object, PodDisruptionBudget old) {
      return object;
    }

    @Override
    public List<FieldError> validate(PodDisruptionBudget object, PodDisruptionBudget old) {
      return List.of();
    }
  }
}
