package io.kubejar.controllers.podautoscaler;

import static io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.autoscaling.v1.Scale;
import io.kubejar.api.autoscaling.v1.ScaleCodec;
import io.kubejar.api.autoscaling.v2.CrossVersionObjectReference;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.kubejar.api.autoscaling.v2.MetricSpec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.client.Request;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at each autoscaler every quarter of a minute, keeps its target within the bounds, and says
/// why it can do no more.
public final class PodAutoscaler implements Controller {
  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final Client client;
  private final EventRecorder events;
  private final InstantSource clock;
  private final DefinedKinds defined;
  private final Lister<HorizontalPodAutoscaler> autoscalers;
  private final ReconcileLoop<Key> loop;

  public PodAutoscaler(ControllerContext context) {
    Informer<HorizontalPodAutoscaler> informer = context.informers().of(HORIZONTAL_POD_AUTOSCALER);
    this.client = context.client();
    this.events = context.events("horizontal-pod-autoscaler");
    this.clock = context.clock();
    this.defined = context.defined();
    this.autoscalers = informer.lister();
    this.loop = ReconcileLoop.of(name(), 2, context, List.of(informer), this::reconcile);
    informer.addHandler(
        Changes.of(
            each -> loop.queue().add(Key.of(each)),
            (old, each) -> {
              if (!old.spec().equals(each.spec())) {
                loop.queue().add(Key.of(each));
              }
            },
            _ -> {}));
  }

  @Override
  public String name() {
    return "horizontal-pod-autoscaler-controller";
  }

  /// The queue of autoscalers and its workers.
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

  private Reconciled reconcile(Key key) {
    HorizontalPodAutoscaler autoscaler = autoscalers.get(key);
    if (autoscaler == null) {
      return Reconciled.done();
    }
    AutoscalerStatus status = new AutoscalerStatus(autoscaler, clock.instant());
    scale(autoscaler, status);
    HorizontalPodAutoscalerStatus next = status.done();
    if (!next.equals(autoscaler.status())) {
      client
          .resources(HORIZONTAL_POD_AUTOSCALER, key.namespace())
          .updateStatus(autoscaler.with(b -> b.status(next)));
    }
    return Reconciled.again(PERIOD);
  }

  private void scale(HorizontalPodAutoscaler autoscaler, AutoscalerStatus status) {
    CrossVersionObjectReference reference = autoscaler.spec().scaleTargetRef();
    Kind<?> kind = kind(reference);
    Scale scale;
    try {
      if (kind == null) {
        noScale(
            autoscaler,
            status,
            "no matches for kind \"%s\" in group \"%s\""
                .formatted(reference.kind(), group(reference.apiVersion())));
        return;
      }
      scale = get(kind, autoscaler.metadata().namespace(), reference.name());
    } catch (ApiException e) {
      noScale(autoscaler, status, String.valueOf(e.getMessage()));
      return;
    }
    status.condition(
        "AbleToScale",
        "True",
        "SucceededGetScale",
        "the HPA controller was able to get the target's current scale");
    int current = scale.spec().replicas();
    int least = Objects.requireNonNullElse(autoscaler.spec().minReplicas(), 1);
    int most = autoscaler.spec().maxReplicas();
    status.current(current);
    status.metrics(0);
    if (current == 0 && least != 0) {
      status.desired(0);
      status.condition(
          "ScalingActive",
          "False",
          "ScalingDisabled",
          "scaling is disabled since the replica count of the target is zero");
    } else if (current > most) {
      resize(
          autoscaler,
          status,
          kind,
          scale,
          most,
          "Current number of replicas above Spec.MaxReplicas");
    } else if (current < least) {
      resize(
          autoscaler,
          status,
          kind,
          scale,
          least,
          "Current number of replicas below Spec.MinReplicas");
    } else {
      measure(autoscaler, status, scale);
    }
  }

  private void noScale(
      HorizontalPodAutoscaler autoscaler, AutoscalerStatus status, String message) {
    events.warning(HORIZONTAL_POD_AUTOSCALER, autoscaler, "FailedGetScale", message);
    status.condition(
        "AbleToScale",
        "False",
        "FailedGetScale",
        "the HPA controller was unable to get the target's current scale: " + message);
  }

  private void resize(
      HorizontalPodAutoscaler autoscaler,
      AutoscalerStatus status,
      Kind<?> kind,
      Scale scale,
      int size,
      String why) {
    try {
      client
          .resources(kind, autoscaler.metadata().namespace())
          .subresource(
              Request.Verb.UPDATE,
              scale.metadata().name(),
              "scale",
              scale.with(b -> b.spec(s -> s.replicas(size))),
              ScaleCodec.INSTANCE);
    } catch (ApiException e) {
      events.warning(
          HORIZONTAL_POD_AUTOSCALER,
          autoscaler,
          "FailedRescale",
          "New size: %d; reason: %s; error: %s".formatted(size, why, e.getMessage()));
      status.condition(
          "AbleToScale",
          "False",
          "FailedUpdateScale",
          "the HPA controller was unable to update the target scale: " + e.getMessage());
      return;
    }
    events.normal(
        HORIZONTAL_POD_AUTOSCALER,
        autoscaler,
        "SuccessfulRescale",
        "New size: %d; reason: %s".formatted(size, why));
    status.condition(
        "AbleToScale",
        "True",
        "SucceededRescale",
        "the HPA controller was able to update the target scale to " + size);
    status.desired(size);
    status.scaled();
  }

  private void measure(HorizontalPodAutoscaler autoscaler, AutoscalerStatus status, Scale scale) {
    if (scale.status().selector().isEmpty()) {
      events.warning(
          HORIZONTAL_POD_AUTOSCALER, autoscaler, "SelectorRequired", "selector is required");
      status.condition(
          "ScalingActive",
          "False",
          "InvalidSelector",
          "the HPA target's scale is missing a selector");
      events.warning(
          HORIZONTAL_POD_AUTOSCALER,
          autoscaler,
          "FailedComputeMetricsReplicas",
          "selector is required");
      return;
    }
    List<MissingMetric> missing =
        autoscaler.spec().metrics().stream()
            .map((MetricSpec metric) -> MissingMetric.of(metric, autoscaler.metadata().namespace()))
            .toList();
    status.metrics(missing.size());
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(
        metric ->
            events.warning(HORIZONTAL_POD_AUTOSCALER, autoscaler, metric.reason(), metric.cause()));
    MissingMetric first = missing.getFirst();
    status.condition(
        "ScalingActive",
        "False",
        first.reason(),
        "the HPA was unable to compute the replica count: " + first.cause());
    events.warning(
        HORIZONTAL_POD_AUTOSCALER,
        autoscaler,
        "FailedComputeMetricsReplicas",
        "invalid metrics (%d invalid out of %d), first error is: %s"
            .formatted(missing.size(), missing.size(), first.summary()));
  }

  private Scale get(Kind<?> kind, String namespace, String name) {
    return client
        .resources(kind, namespace)
        .subresource(Request.Verb.GET, name, "scale", Scale.builder().build(), ScaleCodec.INSTANCE);
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /// The kind of a target that has a scale; the group decides, whatever the version.
  private @Nullable Kind<?> kind(CrossVersionObjectReference reference) {
    return Stream.<Kind<?>>concat(BuiltInKinds.ALL.stream(), defined.all().stream())
        .filter(kind -> kind.names().kind().equals(reference.kind()))
        .filter(kind -> kind.names().group().equals(group(reference.apiVersion())))
        .findFirst()
        .orElse(null);
  }
}
