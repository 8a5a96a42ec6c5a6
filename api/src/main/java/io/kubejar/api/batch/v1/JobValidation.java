package io.kubejar.api.batch.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.PodValidation;
import io.kubejar.api.core.v1.SelectedTemplate;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The rules for jobs.
final class JobValidation {
  private static final List<String> MODES = List.of("NonIndexed", "Indexed");
  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");

  private JobValidation() {}

  static void check(Job job, FieldErrors errors) {
    Path path = Path.of("spec");
    JobSpec spec = job.spec();
    boolean manual = Boolean.TRUE.equals(spec.manualSelector());
    LabelSelector selector = spec.selector();
    if (!manual && selector != null) {
      checkGenerated(job, selector, path, errors);
    }
    checkSpec(spec, path, errors);
    checkSelector(job, path, errors);
  }

  /// Reports what is wrong with the specification of a job or of a template of jobs.
  static void checkSpec(JobSpec spec, Path path, FieldErrors errors) {
    errors.nonNegative(path.child("parallelism"), spec.parallelism());
    errors.nonNegative(path.child("completions"), spec.completions());
    errors.nonNegative(path.child("activeDeadlineSeconds"), spec.activeDeadlineSeconds());
    errors.nonNegative(path.child("backoffLimit"), spec.backoffLimit());
    errors.nonNegative(path.child("ttlSecondsAfterFinished"), spec.ttlSecondsAfterFinished());
    errors.nonNegative(path.child("backoffLimitPerIndex"), spec.backoffLimitPerIndex());
    errors.nonNegative(path.child("maxFailedIndexes"), spec.maxFailedIndexes());
    String managedBy = spec.managedBy();
    if (managedBy != null) {
      checkDomainPath(managedBy, path.child("managedBy"), errors);
    }
    checkMode(spec, path, errors);
    PodFailurePolicy failure = spec.podFailurePolicy();
    if (failure != null) {
      checkFailurePolicy(failure, path.child("podFailurePolicy").child("rules"), errors);
    }
    SuccessPolicy success = spec.successPolicy();
    if (success != null) {
      checkSuccessPolicy(success, spec, path.child("successPolicy"), errors);
    }
    Path template = path.child("template");
    PodValidation.checkTemplate(spec.template(), template, errors);
    String restart = spec.template().spec().restartPolicy();
    Path at = template.child("spec").child("restartPolicy");
    if (restart.isEmpty() || restart.equals("Always")) {
      errors.required(at, "valid values: \"OnFailure\", \"Never\"");
    } else if (!restart.equals("OnFailure") && !restart.equals("Never")) {
      errors.notSupported(at, restart, List.of("OnFailure", "Never"));
    } else if (failure != null && !restart.equals("Never")) {
      errors.invalid(at, restart, "only \"Never\" is supported when podFailurePolicy is specified");
    }
  }

  static void checkUpdate(Job job, Job old, FieldErrors errors) {
    Path path = Path.of("spec");
    checkSpec(job.spec(), path, errors);
    checkSelector(job, path, errors);
    JobSpec spec = job.spec();
    JobSpec before = old.spec();
    boolean elastic =
        "Indexed".equals(spec.completionMode())
            && Objects.equals(spec.completions(), spec.parallelism());
    if (!elastic) {
      errors.immutable(path.child("completions"), spec.completions(), before.completions());
    }
    SelectedTemplate.checkUnchanged(
        spec.selector(), before.selector(), path.child("selector"), errors);
    if (!comparable(spec.template(), before).equals(before.template())) {
      errors.invalid(
          path.child("template"), FieldErrors.plain(spec.template()), "field is immutable");
    }
    errors.immutable(path.child("completionMode"), spec.completionMode(), before.completionMode());
    errors.immutable(
        path.child("podFailurePolicy"),
        FieldErrors.plain(spec.podFailurePolicy()),
        FieldErrors.plain(before.podFailurePolicy()));
    errors.immutable(
        path.child("backoffLimitPerIndex"),
        spec.backoffLimitPerIndex(),
        before.backoffLimitPerIndex());
    errors.immutable(path.child("managedBy"), spec.managedBy(), before.managedBy());
    errors.immutable(
        path.child("successPolicy"),
        FieldErrors.plain(spec.successPolicy()),
        FieldErrors.plain(before.successPolicy()));
  }

  /// Reports a text that is not a domain, a slash and a path.
  static void checkDomainPath(String text, Path path, FieldErrors errors) {
    int slash = text.indexOf('/');
    if (text.isEmpty()) {
      errors.required(path);
    } else if (slash <= 0 || slash == text.length() - 1) {
      errors.invalid(path, text, "must be a domain-prefixed path (such as \"acme.io/foo\")");
    } else {
      String host = text.substring(0, slash);
      errors.invalid(path, host, Formats.dnsSubdomain(host));
    }
  }

  /// A job that is suspended and not started may still change where its pods run.
  private static PodTemplateSpec comparable(PodTemplateSpec template, JobSpec old) {
    if (!Boolean.TRUE.equals(old.suspend())) {
      return template;
    }
    PodTemplateSpec before = old.template();
    return template.with(
        draft ->
            draft
                .metadata(
                    m ->
                        m.labels(before.metadata().labels())
                            .annotations(before.metadata().annotations()))
                .spec(
                    s ->
                        s.nodeSelector(before.spec().nodeSelector())
                            .affinity(before.spec().affinity())
                            .tolerations(before.spec().tolerations())
                            .schedulingGates(before.spec().schedulingGates())));
  }

  /// A selector that is not the client's matches what the server labelled.
  private static void checkGenerated(
      Job job, LabelSelector selector, Path path, FieldErrors errors) {
    String uid = job.metadata().uid();
    String name = job.metadata().name();
    Map<String, String> labels = job.spec().template().metadata().labels();
    Path at = path.child("template").child("metadata").child("labels");
    checkLabel(labels, "controller-uid", uid, at, errors);
    checkLabel(labels, "batch.kubernetes.io/controller-uid", uid, at, errors);
    checkLabel(labels, "job-name", name, at, errors);
    checkLabel(labels, "batch.kubernetes.io/job-name", name, at, errors);
    boolean generated =
        selector.matchExpressions().isEmpty()
            && selector.matchLabels().size() == 1
            && (uid.equals(selector.matchLabels().get("batch.kubernetes.io/controller-uid"))
                || uid.equals(selector.matchLabels().get("controller-uid")));
    if (!generated) {
      errors.invalid(
          path.child("selector"),
          FieldErrors.json(LabelSelectorCodec.INSTANCE, selector),
          "`selector` not auto-generated");
    }
  }

  private static void checkLabel(
      Map<String, String> labels, String key, String expected, Path path, FieldErrors errors) {
    String value = labels.get(key);
    if (value == null) {
      errors.required(path.key(key), "must be '" + expected + "'");
    } else if (!value.equals(expected)) {
      errors.invalid(path.key(key), labels, "must be '" + expected + "'");
    }
  }

  private static void checkSelector(Job job, Path path, FieldErrors errors) {
    LabelSelector selector = job.spec().selector();
    PodTemplateSpec template = job.spec().template();
    Path at = path.child("selector");
    if (selector == null) {
      errors.required(at);
    } else {
      LabelSelectorValidation.check(selector, at, errors);
    }
    if (!LabelSelectors.matches(selector, template.metadata().labels())) {
      errors.invalid(
          path.child("template").child("metadata").child("labels"),
          template.metadata().labels(),
          "`selector` does not match template `labels`");
    }
  }

  private static void checkMode(JobSpec spec, Path path, FieldErrors errors) {
    String mode = orElse(spec.completionMode(), "NonIndexed");
    if (!MODES.contains(mode)) {
      errors.notSupported(path.child("completionMode"), mode, MODES);
    }
    boolean indexed = mode.equals("Indexed");
    if (indexed && spec.completions() == null) {
      errors.required(path.child("completions"), "when completion mode is Indexed");
    }
    if (!indexed && spec.backoffLimitPerIndex() != null) {
      errors.invalid(
          path.child("backoffLimitPerIndex"),
          spec.backoffLimitPerIndex(),
          "requires indexed completion mode");
    }
    String replacement = spec.podReplacementPolicy();
    List<String> supported = List.of("Failed", "TerminatingOrFailed");
    if (replacement != null && !supported.contains(replacement)) {
      errors.notSupported(path.child("podReplacementPolicy"), replacement, supported);
    }
  }

  private static void checkFailurePolicy(PodFailurePolicy policy, Path path, FieldErrors errors) {
    for (int i = 0; i < policy.rules().size(); i++) {
      PodFailurePolicyRule rule = policy.rules().get(i);
      Path at = path.index(i);
      if (rule.action().isEmpty()) {
        errors.required(at.child("action"), "valid values: " + ACTIONS);
      } else if (!ACTIONS.contains(rule.action())) {
        errors.notSupported(at.child("action"), rule.action(), ACTIONS);
      }
      boolean codes = rule.onExitCodes() != null;
      boolean conditions = !rule.onPodConditions().isEmpty();
      if (codes && conditions) {
        errors.invalid(
            at,
            new FieldErrors.Json(
                "specifying both OnExitCodes and OnPodConditions is not supported"),
            "");
      } else if (!codes && !conditions) {
        errors.invalid(
            at,
            new FieldErrors.Json("specifying one of OnExitCodes and OnPodConditions is required"),
            "");
      }
    }
  }

  private static void checkSuccessPolicy(
      SuccessPolicy policy, JobSpec spec, Path path, FieldErrors errors) {
    if (!"Indexed".equals(spec.completionMode())) {
      errors.invalid(path, FieldErrors.plain(policy), "requires indexed completion mode");
      return;
    }
    if (policy.rules().isEmpty()) {
      errors.required(
          path.child("rules"),
          "at least one rules must be specified when the" + " successPolicy is specified");
    }
  }
}
