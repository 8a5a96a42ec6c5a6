package io.kubejar.bench;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a pod takes from JSON and to JSON.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
  /// Which pod.
  @Param({"small", "large"})
  public String size = "small";

  private Pod pod = Pods.small(0);
  private byte[] json = new byte[0];

  /// Makes the pod and its JSON.
  @Setup
  public void prepare() {
    pod = size.equals("small") ? Pods.small(1) : Pods.large(1);
    json = JsonEncoder.encodeObject(PodCodec.INSTANCE, pod);
  }

  /// JSON to a pod.
  @Benchmark
  public Pod decode() {
    return JsonDecoder.decode(PodCodec.INSTANCE, json);
  }

  /// A pod to JSON.
  @Benchmark
  public byte[] encode() {
    return JsonEncoder.encodeObject(PodCodec.INSTANCE, pod);
  }
}
