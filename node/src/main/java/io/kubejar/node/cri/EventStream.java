package io.kubejar.node.cri;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.kubejar.node.cri.containerd.Envelope;
import io.kubejar.node.cri.containerd.SubscribeRequest;
import io.kubejar.node.cri.containerd.TaskEvent;
import io.kubejar.node.cri.v1.ContainerEventResponse;
import io.kubejar.node.cri.v1.ContainerEventType;
import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.GetEventsRequest;
import java.util.Iterator;
import java.util.List;

/// The runtime's events, read by one thread until closed, with a new connection after each break.
///
/// Where the runtime has no event stream of the interface (containerd before 1.7), containerd's own
/// events are read on the same socket.
final class EventStream implements ContainerRuntime.Subscription {

  private static final System.Logger LOG = System.getLogger("io.kubejar.node.cri");
  private static final long SHORTEST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final int RELIST_SECONDS = 60;

  /// How long, in steps of 10 ms, the interface may lag behind what containerd reported.
  private static final int LAG_STEPS = 100;

  private final Channel channel;
  private final ContainerRuntime runtime;
  private final ContainerEventListener listener;
  private final Context.CancellableContext context = Context.ROOT.withCancellation();
  private final Thread reader;
  private final Thread relister;
  private volatile boolean justSubscribed;
  private volatile boolean closed;
  private boolean containerdOnly;

  EventStream(Channel channel, ContainerRuntime runtime, ContainerEventListener listener) {
    this.channel = channel;
    this.runtime = runtime;
    this.listener = listener;
    reader = Thread.ofVirtual().name("cri-events").start(() -> context.run(this::readForEver));
    relister = Thread.ofVirtual().name("cri-relist").start(this::relistForEver);
  }

  private void readForEver() {
    long pause = SHORTEST_PAUSE_MILLIS;
    while (!closed) {
      long began = System.nanoTime();
      try {
        if (containerdOnly) {
          readContainerdEvents();
        } else {
          readInterfaceEvents();
        }
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED && !containerdOnly) {
          containerdOnly = true;
          continue;
        }
        if (!closed) {
          LOG.log(System.Logger.Level.DEBUG, "event stream broke: {0}", e.getStatus());
        }
      }
      pause =
          System.nanoTime() - began > 10_000_000_000L
              ? SHORTEST_PAUSE_MILLIS
              : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      rest(pause);
    }
  }

  private void readInterfaceEvents() {
    Iterator<ContainerEventResponse> events =
        ClientCalls.blockingServerStreamingCall(
            channel,
            CriMethods.GET_CONTAINER_EVENTS,
            CallOptions.DEFAULT,
            GetEventsRequest.getDefaultInstance());
    relist();
    while (events.hasNext()) {
      ContainerEventResponse event = events.next();
      listener.changed(event.getContainerId(), event.getContainerEventType());
    }
  }

  private void readContainerdEvents() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER), "k8s.io");
    Iterator<Envelope> events =
        ClientCalls.blockingServerStreamingCall(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
            CriMethods.CONTAINERD_EVENTS,
            CallOptions.DEFAULT,
            SubscribeRequest.newBuilder()
                .addFilters("namespace==k8s.io,topic~=\"^/tasks/(start|exit|delete)$\"")
                .build());
    relist();
    while (events.hasNext()) {
      tell(events.next());
    }
  }

  /// The subscription is on its way; an answer on the same connection shows that it arrived.
  private void relist() {
    try {
      runtime.version();
    } catch (CriException e) {
      return;
    }
    listener.relist();
    justSubscribed = true;
  }

  /// What arrived need not be at work yet, so there is another look a moment later; and one now and
  /// then, should an event ever be lost.
  private void relistForEver() {
    int seconds = 0;
    while (!closed) {
      rest(1_000);
      seconds++;
      if (!closed && (justSubscribed || seconds == RELIST_SECONDS)) {
        justSubscribed = false;
        seconds = 0;
        listener.relist();
      }
    }
  }

  private void tell(Envelope envelope) {
    TaskEvent task;
    try {
      task = TaskEvent.parseFrom(envelope.getEvent().getValue());
    } catch (InvalidProtocolBufferException e) {
      LOG.log(System.Logger.Level.DEBUG, "unreadable event {0}", envelope.getTopic());
      return;
    }
    String id = task.getContainerId();
    switch (envelope.getTopic()) {
      case "/tasks/start" -> {
        awaitChangeToShow(id, ContainerState.CONTAINER_CREATED);
        listener.changed(id, ContainerEventType.CONTAINER_STARTED_EVENT);
      }
      case "/tasks/exit" -> {
        // A command run in the container has an id of its own.
        if (task.getId().equals(id)) {
          awaitChangeToShow(id, ContainerState.CONTAINER_RUNNING);
          listener.changed(id, ContainerEventType.CONTAINER_STOPPED_EVENT);
        }
      }
      case "/tasks/delete" -> listener.changed(id, ContainerEventType.CONTAINER_DELETED_EVENT);
      default -> {}
    }
  }

  private void awaitChangeToShow(String id, ContainerState before) {
    for (int step = 0; step < LAG_STEPS && !closed; step++) {
      try {
        if (runtime.containerStatus(id).getState() != before) {
          return;
        }
      } catch (CriException e) {
        // A sandbox, or removed already.
        return;
      }
      rest(10);
    }
  }

  private void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    context.cancel(null);
    for (Thread own : List.of(reader, relister)) {
      own.interrupt();
      if (Thread.currentThread() != own) {
        try {
          own.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
