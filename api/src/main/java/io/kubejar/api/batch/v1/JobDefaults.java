package io.kubejar.api.batch.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.PodDefaults;
import io.kubejar.api.meta.v1.LabelSelector;
import java.util.Map;
import java.util.TreeMap;

/// The values that jobs have where none are given.
final class JobDefaults {
  private static final String PREFIX = "batch.kubernetes.io/";

  private JobDefaults() {}

  static Job of(Job job) {
    JobSpec spec = job.spec();
    Map<String, String> labels = spec.template().metadata().labels();
    boolean once = spec.completions() == null && spec.parallelism() == null;
    PodFailurePolicy policy = spec.podFailurePolicy();
    return job.with(
        draft -> {
          if (job.metadata().labels().isEmpty() && !labels.isEmpty()) {
            draft.metadata(m -> m.labels(labels));
          }
          draft.spec(
              s -> {
                if (once) {
                  s.completions(1);
                }
                s.parallelism(orElse(spec.parallelism(), 1))
                    .backoffLimit(
                        orElse(
                            spec.backoffLimit(),
                            spec.backoffLimitPerIndex() == null ? 6 : Integer.MAX_VALUE))
                    .completionMode(orElse(spec.completionMode(), "NonIndexed"))
                    .suspend(orElse(spec.suspend(), Boolean.FALSE))
                    .podReplacementPolicy(
                        orElse(
                            spec.podReplacementPolicy(),
                            policy == null ? "TerminatingOrFailed" : "Failed"))
                    .podFailurePolicy(policy == null ? null : of(policy))
                    .manualSelector(orElse(spec.manualSelector(), Boolean.FALSE))
                    .template(PodDefaults.of(spec.template()));
              });
        });
  }

  /// The job with labels by which it finds its pods, unless it brings its own.
  static Job selecting(Job job) {
    if (Boolean.TRUE.equals(job.spec().manualSelector()) || job.metadata().uid().isEmpty()) {
      return job;
    }
    String uid = job.metadata().uid();
    String name = job.metadata().name();
    Map<String, String> labels = new TreeMap<>();
    labels.put("job-name", name);
    labels.put(PREFIX + "job-name", name);
    labels.put("controller-uid", uid);
    labels.put(PREFIX + "controller-uid", uid);
    labels.putAll(job.spec().template().metadata().labels());
    LabelSelector selector = orElse(job.spec().selector(), LabelSelector.builder().build());
    Map<String, String> matches = new TreeMap<>(selector.matchLabels());
    matches.putIfAbsent(PREFIX + "controller-uid", uid);
    // Labels that a job has from its template follow it, as they do upstream, where both are one
    // map.
    boolean inherited = job.metadata().labels() == job.spec().template().metadata().labels();
    return job.with(
        draft -> {
          if (inherited && !job.metadata().labels().isEmpty()) {
            draft.metadata(m -> m.labels(labels));
          }
          draft.spec(
              s ->
                  s.selector(selector.with(l -> l.matchLabels(matches)))
                      .template(t -> t.metadata(m -> m.labels(labels))));
        });
  }

  private static PodFailurePolicy of(PodFailurePolicy policy) {
    return policy.with(
        draft ->
            draft.rules(
                each(
                    policy.rules(),
                    rule ->
                        rule.with(
                            r ->
                                r.onPodConditions(
                                    each(
                                        rule.onPodConditions(),
                                        condition ->
                                            condition.status().isEmpty()
                                                ? condition.with(c -> c.status("True"))
                                                : condition))))));
  }
}
