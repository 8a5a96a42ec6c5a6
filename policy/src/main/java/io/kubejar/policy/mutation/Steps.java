package io.kubejar.policy.mutation;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import java.util.List;

/// A source of steps.
@FunctionalInterface
public interface Steps {
  /// The steps there are now, in their order.
  <T extends ApiObject> List<? extends Step> steps(Admission<T> admission);
}
