package io.kubejar.server.health;

import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The figures of admission, under upstream's names.
public final class AdmissionMetrics implements AdmissionObserver {
  private static final double[] SECONDS = {0.005, 0.025, 0.1, 0.5, 1, 2.5};
  private static final double[] WEBHOOK_SECONDS = {0.005, 0.025, 0.1, 0.5, 1, 2.5, 10, 25};
  private static final double[] POLICY_SECONDS = {0.0000005, 0.001, 0.01, 0.1, 1};
  private static final int LAST_CODE = 600;

  private static final int PASSES = Pass.values().length;

  /// All there is to tell apart of one plugin's passes.
  private static final int SERIES = Operation.values().length * PASSES * 2;

  private final Metrics.Histogram plugins;

  /// The series of each plugin, which every write asks for a few dozen times.
  private final Map<String, AtomicReferenceArray<Metrics.Histogram.Series>> ofPlugins =
      new ConcurrentHashMap<>();

  private final Metrics.Histogram passes;
  private final Metrics.Histogram webhooks;
  private final Metrics.Counter calls;
  private final Metrics.Counter rejections;
  private final Metrics.Counter failedOpen;
  private final Metrics.Histogram validatingSeconds;
  private final Metrics.Counter validating;
  private final Metrics.Histogram mutatingSeconds;
  private final Metrics.Counter mutating;

  public AdmissionMetrics(Metrics metrics) {
    plugins =
        metrics.histogram(
            "apiserver_admission_controller_admission_duration_seconds",
            "How long each admission plugin took.",
            SECONDS,
            "name",
            "operation",
            "rejected",
            "type");
    passes =
        metrics.histogram(
            "apiserver_admission_step_admission_duration_seconds",
            "How long all admission plugins together took.",
            SECONDS,
            "operation",
            "rejected",
            "type");
    webhooks =
        metrics.histogram(
            "apiserver_admission_webhook_admission_duration_seconds",
            "How long admission webhooks took.",
            WEBHOOK_SECONDS,
            "name",
            "operation",
            "rejected",
            "type");
    calls =
        metrics.counter(
            "apiserver_admission_webhook_request_total",
            "Calls of admission webhooks.",
            "code",
            "name",
            "operation",
            "rejected",
            "type");
    rejections =
        metrics.counter(
            "apiserver_admission_webhook_rejection_count",
            "Changes that were refused because of admission webhooks.",
            "error_type",
            "name",
            "operation",
            "rejection_code",
            "type");
    failedOpen =
        metrics.counter(
            "apiserver_admission_webhook_fail_open_count",
            "Changes that went on although an admission webhook could not be asked.",
            "name",
            "type");
    validatingSeconds =
        metrics.histogram(
            "apiserver_validating_admission_policy_check_duration_seconds",
            "How long validating policies took.",
            POLICY_SECONDS,
            "enforcement_action",
            "error_type",
            "policy",
            "policy_binding");
    validating =
        metrics.counter(
            "apiserver_validating_admission_policy_check_total",
            "Checks by validating policies.",
            "enforcement_action",
            "error_type",
            "policy",
            "policy_binding");
    mutatingSeconds =
        metrics.histogram(
            "apiserver_mutating_admission_policy_check_duration_seconds",
            "How long mutating policies took.",
            POLICY_SECONDS,
            "error_type",
            "policy",
            "policy_binding");
    mutating =
        metrics.counter(
            "apiserver_mutating_admission_policy_check_total",
            "Changes by mutating policies.",
            "error_type",
            "policy",
            "policy_binding");
  }

  @Override
  public void plugin(String name, Operation operation, Pass pass, boolean rejected, Duration took) {
    var known = ofPlugins.get(name);
    if (known == null) {
      known = ofPlugins.computeIfAbsent(name, _ -> new AtomicReferenceArray<>(SERIES));
    }
    int place = (operation.ordinal() * PASSES + pass.ordinal()) * 2 + (rejected ? 1 : 0);
    var series = known.get(place);
    if (series == null) {
      series = plugins.series(name, operation.name(), text(rejected), type(pass));
      known.set(place, series);
    }
    series.observe(seconds(took));
  }

  @Override
  public void pass(Operation operation, Pass pass, boolean rejected, Duration took) {
    passes.observe(seconds(took), operation.name(), text(rejected), type(pass));
  }

  @Override
  public void webhook(
      String name, Operation operation, Pass pass, Outcome outcome, int code, Duration took) {
    boolean rejected = outcome == Outcome.DENIED || outcome == Outcome.FAILED;
    String type = pass == Pass.ADMIT ? "admit" : "validating";
    webhooks.observe(seconds(took), name, operation.name(), text(rejected), type);
    String shown = Integer.toString(Math.min(code, LAST_CODE));
    calls.add(shown, name, operation.name(), text(rejected), type);
    switch (outcome) {
      case AGREED -> {}
      case DENIED -> rejections.add("no_error", name, operation.name(), shown, type);
      case FAILED -> rejections.add("calling_webhook_error", name, operation.name(), shown, type);
      case FAILED_OPEN -> failedOpen.add(name, type);
    }
  }

  @Override
  public void policy(
      Pass pass, String policy, String binding, String action, boolean failed, Duration took) {
    String error = failed ? "invalid_error" : "no_error";
    if (pass == Pass.VALIDATE) {
      validating.add(action, error, policy, binding);
      validatingSeconds.observe(seconds(took), action, error, policy, binding);
    } else {
      mutating.add(error, policy, binding);
      mutatingSeconds.observe(seconds(took), error, policy, binding);
    }
  }

  private static double seconds(Duration took) {
    return took.toNanos() / 1e9;
  }

  private static String text(boolean rejected) {
    return rejected ? "true" : "false";
  }

  private static String type(Pass pass) {
    return pass == Pass.ADMIT ? "admit" : "validate";
  }
}
