package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.core.v1.ResourceQuotaKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ClusterWriter;
import io.kubejar.server.spi.Failures;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Refuses what a namespace's quotas do not allow, and reserves in their status what they do.
///
/// Reservations in a namespace are made one after the other, and each only on the newest state of a
/// quota, so that no two changes take the same last piece, whichever server they come to.
public final class ResourceQuotaAdmission implements AdmissionPlugin {
  private static final int ATTEMPTS = 4;
  private static final Set<String> IGNORED =
      Set.of(
          "bindings",
          "componentstatuses",
          "events",
          "events.events.k8s.io",
          "tokenreviews.authentication.k8s.io",
          "selfsubjectreviews.authentication.k8s.io",
          "subjectaccessreviews.authorization.k8s.io",
          "selfsubjectaccessreviews.authorization.k8s.io",
          "localsubjectaccessreviews.authorization.k8s.io",
          "selfsubjectrulesreviews.authorization.k8s.io");

  private final ClusterView view;
  private final ClusterWriter writer;
  private final List<LimitedResource> limits;
  private final Clock clock;
  private final Object[] locks = new Object[64];

  /// @param limits what needs a quota that covers it; none as upstream's default
  public ResourceQuotaAdmission(
      ClusterView view, ClusterWriter writer, List<LimitedResource> limits, Clock clock) {
    this.view = view;
    this.writer = writer;
    this.limits = List.copyOf(limits);
    this.clock = clock;
    for (int i = 0; i < locks.length; i++) {
      locks[i] = new Object();
    }
  }

  @Override
  public String name() {
    return "ResourceQuota";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    boolean write =
        admission.operation() == Operation.CREATE || admission.operation() == Operation.UPDATE;
    if (!write
        || admission.object() == null
        || admission.namespace().isEmpty()
        || IGNORED.contains(admission.kind().names().qualifiedResource())) {
      return;
    }
    if (limits.isEmpty() && quotas(admission.namespace()).isEmpty()) {
      return;
    }
    Meter meter = Meter.of(admission, clock);
    if (!meter.handles(admission)) {
      return;
    }
    var check = new QuotaCheck(admission, meter, limits);
    synchronized (locks[Math.floorMod(admission.namespace().hashCode(), locks.length)]) {
      reserve(admission, check);
    }
  }

  private void reserve(Admission<?> admission, QuotaCheck check) {
    String conflict = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<ResourceQuota> changed = check.reserve(newest(admission.namespace()));
      if (admission.dryRun()) {
        return;
      }
      conflict = write(changed);
      if (conflict.isEmpty()) {
        return;
      }
    }
    String name = admission.object() == null ? "" : admission.object().metadata().name();
    throw Failures.conflict(admission.kind().names(), name, conflict);
  }

  /// Writes the quotas; what is in the way, or nothing. A quota written before another's conflict
  /// keeps the reservation until the controller counts again, as upstream's does.
  private String write(List<ResourceQuota> changed) {
    for (ResourceQuota quota : changed) {
      try {
        writer.replaceStatus(ResourceQuotaKind.RESOURCE_QUOTA, quota);
      } catch (ApiException e) {
        if (e.status().code() != 409 && e.status().code() != 404) {
          throw e;
        }
        return e.status().message();
      }
    }
    return "";
  }

  private List<ResourceQuota> quotas(String namespace) {
    return view.list(ResourceQuotaKind.RESOURCE_QUOTA, namespace);
  }

  private List<ResourceQuota> newest(String namespace) {
    var newest = new ArrayList<ResourceQuota>();
    for (ResourceQuota quota : quotas(namespace)) {
      ObjectMeta metadata = quota.metadata();
      ResourceQuota stored =
          view.getConsistent(ResourceQuotaKind.RESOURCE_QUOTA, namespace, metadata.name());
      if (stored != null) {
        newest.add(stored);
      }
    }
    newest.sort(Comparator.comparing(quota -> quota.metadata().name()));
    return newest;
  }
}
