package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.features.FeatureMembers;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// What the registries of all kinds share.
record Parts(
    Store store,
    StorageMedia media,
    AdmissionChain admission,
    List<StatefulRule<?>> rules,
    EventLeases eventLeases,
    FeatureMembers features,
    Clock clock) {

  @SuppressWarnings("unchecked") // a rule of the kind is a rule of its type
  <T extends ApiObject> List<StatefulRule<T>> rules(Kind<T> kind) {
    var own = new ArrayList<StatefulRule<T>>();
    for (StatefulRule<?> rule : rules) {
      if (rule.kind().equals(kind)) {
        own.add((StatefulRule<T>) rule);
      }
    }
    return own;
  }
}
