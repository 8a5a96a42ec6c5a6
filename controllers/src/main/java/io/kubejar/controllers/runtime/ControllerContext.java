package io.kubejar.controllers.runtime;

import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informers;
import io.kubejar.client.QueueObserver;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// What every controller is given: the API, the shared informers, events and the time.
///
/// Controllers ask for their informers and indexes in their constructors; [Informers#start] comes
/// after that.
///
/// @param client the API
/// @param informers the informers that all controllers share
/// @param defined the kinds that are defined through the API
/// @param recorders makes, or finds, the recorder of a component such as `job-controller`
/// @param clock the time of day
/// @param nanos the running time of queues, in nanoseconds
/// @param queues makes those who count what queues do
public record ControllerContext(
    Client client,
    Informers informers,
    DefinedKinds defined,
    Function<String, EventRecorder> recorders,
    InstantSource clock,
    LongSupplier nanos,
    QueueObserver.Maker queues) {

  /// A context on the machine's own time.
  public static ControllerContext of(
      Client client,
      Informers informers,
      DefinedKinds defined,
      Function<String, EventRecorder> recorders,
      QueueObserver.Maker queues) {
    return new ControllerContext(
        client, informers, defined, recorders, InstantSource.system(), System::nanoTime, queues);
  }

  /// The event recorder of a component.
  public EventRecorder events(String component) {
    return recorders.apply(component);
  }
}
