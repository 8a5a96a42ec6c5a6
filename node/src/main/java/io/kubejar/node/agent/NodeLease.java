package io.kubejar.node.agent;

import io.kubejar.api.coordination.v1.Lease;
import io.kubejar.api.coordination.v1.LeaseKind;
import io.kubejar.api.coordination.v1.LeaseSpec;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.value.MicroTime;
import io.kubejar.client.Client;
import io.kubejar.client.Resources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The lease by which the node shows that it is alive.
final class NodeLease {
  static final int SECONDS = 40;
  private static final String NAMESPACE = "kube-node-lease";

  private final Resources<Lease> leases;
  private final String node;
  private @Nullable Lease last;

  NodeLease(Client client, String node) {
    this.leases = client.resources(LeaseKind.LEASE, NAMESPACE);
    this.node = node;
  }

  /// Renews the lease, and makes it where there is none.
  ///
  /// @param owner the node's object, if it is known
  void renew(@Nullable Node owner, Instant now) {
    Lease known = last;
    try {
      if (known == null) {
        known = leases.find(node).orElse(null);
      }
      last =
          known == null
              ? leases.create(fresh(owner, now))
              : leases.update(renewed(known, owner, now));
    } catch (ApiException e) {
      // Somebody changed or removed it: look again next time.
      last = null;
      throw e;
    }
  }

  private Lease renewed(Lease known, @Nullable Node owner, Instant now) {
    return known.with(
        b -> {
          b.spec(s -> s.holderIdentity(node).renewTime(new MicroTime(now)));
          if (owner != null && known.metadata().ownerReferences().isEmpty()) {
            b.metadata(m -> m.ownerReferences(reference(owner)));
          }
        });
  }

  private OwnerReference reference(Node owner) {
    return OwnerReference.builder()
        .apiVersion("v1")
        .kind("Node")
        .name(node)
        .uid(owner.metadata().uid())
        .build();
  }

  private Lease fresh(@Nullable Node owner, Instant now) {
    var metadata = ObjectMeta.builder().name(node).namespace(NAMESPACE);
    if (owner != null) {
      metadata.ownerReferences(reference(owner));
    }
    return Lease.builder()
        .metadata(metadata.build())
        .spec(
            LeaseSpec.builder()
                .holderIdentity(node)
                .leaseDurationSeconds(SECONDS)
                .renewTime(new MicroTime(now))
                .build())
        .build();
  }
}
