package io.kubejar.controllers.endpointslice;

import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Resources;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.OwnWrites;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.TriggerTimes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The slices that one controller made, found by service and written by plan.
final class SliceWriter {
  private static final String INDEX = "endpointslice-service";

  private final Client client;
  private final Informer<EndpointSlice> slices;
  private final OwnWrites<EndpointSlice> writes;
  private final String managedBy;

  /// A writer that tells of every change of the controller's slices by their service's key.
  SliceWriter(
      Client client,
      Informer<EndpointSlice> slices,
      InstantSource clock,
      String managedBy,
      Consumer<Key> changed) {
    this.client = client;
    this.slices =
        slices.index(
            INDEX,
            slice ->
                List.of(
                    serviceKey(slice)
                        + " "
                        + slice
                            .metadata()
                            .labels()
                            .getOrDefault("endpointslice.kubernetes.io/managed-by", "")));
    this.managedBy = managedBy;
    this.writes = new OwnWrites<>(slices, SliceWriter::serviceKey, clock);
    slices.addHandler(
        Changes.of(
            slice -> notify(slice, slice, changed),
            (old, slice) -> notify(old, slice, changed),
            slice -> notify(slice, slice, changed)));
  }

  private static Key serviceKey(EndpointSlice slice) {
    return new Key(slice.metadata().namespace(), Slicing.serviceOf(slice));
  }

  private void notify(EndpointSlice old, EndpointSlice slice, Consumer<Key> changed) {
    if (Slicing.isManagedBy(slice, managedBy)) {
      changed.accept(serviceKey(slice));
    }
    if (Slicing.isManagedBy(old, managedBy)) {
      changed.accept(serviceKey(old));
    }
  }

  /// The controller's slices for a service.
  List<EndpointSlice> of(Key service) {
    return slices.lister().byIndex(INDEX, service + " " + managedBy).stream()
        .filter(slice -> slice.metadata().deletionTimestamp() == null)
        .toList();
  }

  /// Whether the informer shows all that was written for a service.
  boolean isCurrent(Key service) {
    return writes.areShown(service);
  }

  /// Carries out a plan; creates nothing for an owner that is going.
  void write(String namespace, Slicing.Plan plan, @Nullable Time trigger, boolean ownerIsGoing) {
    Resources<EndpointSlice> resources =
        client.resources(EndpointSliceKind.ENDPOINT_SLICE, namespace);
    if (!ownerIsGoing) {
      for (EndpointSlice slice : plan.creates()) {
        try {
          writes.wrote(resources.create(triggered(slice, trigger)));
        } catch (ApiException e) {
          if (!PodControl.isNamespaceTerminating(e)) {
            throw e;
          }
          return;
        }
      }
    }
    for (EndpointSlice slice : plan.updates()) {
      writes.wrote(resources.update(triggered(slice, trigger)));
    }
    for (EndpointSlice slice : plan.deletes()) {
      try {
        resources.delete(slice.metadata().name());
        writes.deleted(slice);
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }

  private static EndpointSlice triggered(EndpointSlice slice, @Nullable Time trigger) {
    Map<String, String> annotations =
        TriggerTimes.annotate(slice.metadata().annotations(), trigger);
    return slice.with(b -> b.metadata(m -> m.annotations(annotations)));
  }
}
