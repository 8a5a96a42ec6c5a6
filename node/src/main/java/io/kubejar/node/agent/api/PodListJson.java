package io.kubejar.node.agent.api;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.wire.json.JsonEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A list of pods as JSON.
final class PodListJson {
  private PodListJson() {}

  static byte[] of(List<Pod> pods) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":["
            .getBytes(StandardCharsets.UTF_8));
    boolean first = true;
    for (Pod pod : pods) {
      if (!first) {
        out.write(',');
      }
      first = false;
      out.writeBytes(JsonEncoder.encode(PodCodec.INSTANCE, pod));
    }
    out.writeBytes("]}\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
