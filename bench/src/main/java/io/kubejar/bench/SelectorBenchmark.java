package io.kubejar.bench;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import io.kubejar.wire.select.Labels;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a label selector takes to say whether it selects a pod.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectorBenchmark {
  private final Map<String, String> labels = Pods.small(1).metadata().labels();
  private final Labels equal =
      Labels.of(
          LabelSelector.builder()
              .matchLabels(Map.of("app", "web", "pod-template-hash", "7c5b8d6f4"))
              .build());
  private final Labels set =
      Labels.of(
          LabelSelector.builder()
              .matchExpressions(
                  List.of(
                      LabelSelectorRequirement.builder()
                          .key("tier")
                          .operator("In")
                          .values(List.of("back", "front"))
                          .build(),
                      LabelSelectorRequirement.builder()
                          .key("canary")
                          .operator("DoesNotExist")
                          .build()))
              .build());

  /// Two labels that have to be equal.
  @Benchmark
  public boolean equal() {
    return equal.matches(labels);
  }

  /// One of a set, and one that must be absent.
  @Benchmark
  public boolean set() {
    return set.matches(labels);
  }
}
