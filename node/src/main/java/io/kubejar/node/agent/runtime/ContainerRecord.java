package io.kubejar.node.agent.runtime;

import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.ContainerStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A container as it was seen.
///
/// @param sandboxId the sandbox it is in
/// @param status what the runtime says of it
public record ContainerRecord(String sandboxId, ContainerStatus status) {

  /// What a container does.
  public enum State {
    CREATED,
    RUNNING,
    EXITED,
    UNKNOWN
  }

  public String id() {
    return status.getId();
  }

  public String name() {
    return status.getMetadata().getName();
  }

  /// How many containers of the name there were before.
  public int attempt() {
    return status.getMetadata().getAttempt();
  }

  public State state() {
    ContainerState state = status.getState();
    return switch (state) {
      case CONTAINER_CREATED -> State.CREATED;
      case CONTAINER_RUNNING -> State.RUNNING;
      case CONTAINER_EXITED -> State.EXITED;
      case CONTAINER_UNKNOWN, UNRECOGNIZED -> State.UNKNOWN;
    };
  }

  public boolean isRunning() {
    return state() == State.RUNNING;
  }

  public boolean isExited() {
    return state() == State.EXITED;
  }

  public int exitCode() {
    return status.getExitCode();
  }

  public Instant createdAt() {
    return instant(status.getCreatedAt());
  }

  public Instant startedAt() {
    return instant(status.getStartedAt());
  }

  public Instant finishedAt() {
    return instant(status.getFinishedAt());
  }

  /// The hash of the definition it was made from, if it is one of ours.
  public @Nullable String hash() {
    return status.getAnnotationsMap().get(CriLabels.CONTAINER_HASH);
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
