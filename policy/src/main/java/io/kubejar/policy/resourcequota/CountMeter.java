package io.kubejar.policy.resourcequota;

import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Quantity;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts objects: `count/<resource>.<group>`, and a few of the core group by their plain names.
record CountMeter(Names names) implements Meter {
  private static final Quantity ONE = Quantity.of(1);
  private static final Set<String> PLAIN =
      Set.of("configmaps", "secrets", "replicationcontrollers", "resourcequotas");

  static String name(String qualifiedResource) {
    return "count/" + qualifiedResource;
  }

  @Override
  public boolean handles(Admission<?> admission) {
    return admission.operation() == Operation.CREATE && admission.subresource().isEmpty();
  }

  @Override
  public boolean takes(String resource) {
    return resource.equals(name(names.qualifiedResource())) || isPlain(resource);
  }

  private boolean isPlain(String resource) {
    return PLAIN.contains(resource) && resource.equals(names.qualifiedResource());
  }

  @Override
  public Map<String, Quantity> usage(ApiObject object) {
    var usage = new TreeMap<String, Quantity>();
    usage.put(name(names.qualifiedResource()), ONE);
    if (isPlain(names.qualifiedResource())) {
      usage.put(names.qualifiedResource(), ONE);
    }
    return usage;
  }
}
