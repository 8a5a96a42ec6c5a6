package io.kubejar.bench;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import java.util.function.IntFunction;

/// Prints how much heap a decoded pod takes beside the length of its JSON.
public final class PodHeap {
  private static final int PODS = 20_000;

  private PodHeap() {}

  public static void main(String[] args) throws InterruptedException {
    measure("small", Pods::small);
    measure("large", Pods::large);
  }

  private static void measure(String name, IntFunction<Pod> source) throws InterruptedException {
    Pod[] pods = new Pod[PODS];
    long bytes = 0;
    long before = used();
    for (int i = 0; i < PODS; i++) {
      byte[] json = JsonEncoder.encodeObject(PodCodec.INSTANCE, source.apply(i));
      bytes += json.length;
      pods[i] = JsonDecoder.decode(PodCodec.INSTANCE, json);
    }
    long heap = used() - before;
    System.out.printf(
        "%s: %,d bytes of JSON, %,d bytes of heap (%.2f)%n",
        name, bytes / PODS, heap / PODS, (double) heap / bytes);
    if (pods[PODS - 1] == null) {
      throw new IllegalStateException("pods must stay reachable");
    }
  }

  private static long used() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
