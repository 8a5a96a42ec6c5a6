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
  private static final int MAX_MANAGER = 63;
  private static final int MAX_INDEXED = 100_000;
  private static final int MAX_BEYOND = 10_000;

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
    if (spec.maxFailedIndexes() != null) {
      errors.nonNegative(path.child("maxFailedIndexes"), spec.maxFailedIndexes());
      if (spec.backoffLimitPerIndex() == null) {
        errors.required(path.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
      }
    }
    String managedBy = spec.managedBy();
    if (managedBy != null) {
      checkDomainPath(managedBy, path.child("managedBy"), errors);
      if (managedBy.length() > MAX_MANAGER) {
        errors.tooLong(path.child("managedBy"), MAX_MANAGER);
      }
    }
    checkMode(spec, path, errors);
    PodFailurePolicy failure = spec.podFailurePolicy();
    if (failure != null) {
      JobPolicyValidation.checkFailure(
          failure, spec, path.child("podFailurePolicy").child("rules"), errors);
    }
    SuccessPolicy success = spec.successPolicy();
    if (success != null) {
      JobPolicyValidation.checkSuccess(success, spec, path.child("successPolicy"), errors);
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
    boolean resized =
        spec.completions() != null && !spec.completions().equals(before.completions());
    if (!"Indexed".equals(spec.completionMode())) {
      errors.immutable(path.child("completions"), spec.completions(), before.completions());
    } else if (resized && !Objects.equals(spec.completions(), spec.parallelism())) {
      errors.invalid(
          path.child("completions"),
          spec.completions(),
          "can only be modified in tandem with spec.parallelism");
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
    if (indexed) {
      checkIndexed(spec, path, errors);
    }
    if (!indexed && spec.backoffLimitPerIndex() != null) {
      errors.invalid(
          path.child("backoffLimitPerIndex"),
          spec.backoffLimitPerIndex(),
          "requires indexed completion mode");
    }
    if (!indexed && spec.maxFailedIndexes() != null) {
      errors.invalid(
          path.child("maxFailedIndexes"),
          spec.maxFailedIndexes(),
          "requires indexed completion mode");
    }
    String replacement = spec.podReplacementPolicy();
    List<String> supported = List.of("Failed", "TerminatingOrFailed");
    if (replacement != null && !supported.contains(replacement)) {
      errors.notSupported(path.child("podReplacementPolicy"), replacement, supported);
    }
  }

  /// What a job with many indexes may do at the same time is bounded, since its status names them.
  private static void checkIndexed(JobSpec spec, Path path, FieldErrors errors) {
    Integer completions = spec.completions();
    Integer parallelism = spec.parallelism();
    Integer failed = spec.maxFailedIndexes();
    if (completions == null) {
      errors.required(path.child("completions"), "when completion mode is Indexed");
    }
    if (parallelism != null && parallelism > MAX_INDEXED) {
      errors.invalid(
          path.child("parallelism"),
          parallelism,
          "must be less than or equal to %d when completion mode is Indexed"
              .formatted(MAX_INDEXED));
    }
    if (completions != null && failed != null && failed > completions) {
      errors.invalid(
          path.child("maxFailedIndexes"), failed, "must be less than or equal to completions");
    }
    if (failed != null && failed > MAX_INDEXED) {
      errors.invalid(
          path.child("maxFailedIndexes"),
          failed,
          "must be less than or equal to %d".formatted(MAX_INDEXED));
    }
    if (completions == null || completions <= MAX_INDEXED || spec.backoffLimitPerIndex() == null) {
      return;
    }
    String bound =
        "must be less than or equal to %d when completions are above %d and used with backoff limit per index"
            .formatted(MAX_BEYOND, MAX_INDEXED);
    if (failed == null) {
      errors.required(
          path.child("maxFailedIndexes"),
          "must be specified when completions is above %d".formatted(MAX_INDEXED));
    }
    if (parallelism != null && parallelism > MAX_BEYOND) {
      errors.invalid(path.child("parallelism"), parallelism, bound);
    }
    if (failed != null && failed > MAX_BEYOND) {
      errors.invalid(path.child("maxFailedIndexes"), failed, bound);
    }
  }
}
