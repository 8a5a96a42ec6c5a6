package io.kubejar.node.agent.image;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.client.EventRecorder.Type;
import io.kubejar.node.agent.event.PodEvents;
import io.kubejar.node.agent.time.KeyedBackoff;
import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.AuthConfig;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.image.ImageName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Makes images present for containers, as their pull policies say, without blocking pods.
///
/// A pull runs on a thread of its own, a few at a time; who asked is told when it is over and asks
/// again.
public final class ImagePulls {
  private static final int AT_ONCE = 5;

  private final ContainerRuntime runtime;
  private final PodEvents events;
  private final Timeline timeline;
  private final ExecutorService threads;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final KeyedBackoff backoff = new KeyedBackoff();
  private final Map<String, Pull> pulls = new ConcurrentHashMap<>();
  private final Map<String, String> lastFailures = new ConcurrentHashMap<>();

  public ImagePulls(
      ContainerRuntime runtime, PodEvents events, Timeline timeline, ExecutorService threads) {
    this.runtime = runtime;
    this.events = events;
    this.timeline = timeline;
    this.threads = threads;
  }

  /// Whether an image can be used now.
  public sealed interface Outcome {
    /// It is there; containers name it by the reference.
    record Ready(String reference) implements Outcome {}

    /// It is on its way.
    record Pulling() implements Outcome {}

    /// It is not to be had, at least until a time.
    ///
    /// @param reason such as `ErrImagePull`
    record Failed(String reason, String message, Instant retryAt) implements Outcome {}
  }

  /// What a container's pod and image need.
  ///
  /// @param credentials to be tried in turn; empty for anonymous pulls
  /// @param finished runs after a pull ended; must be quick
  public record Demand(
      Pod pod,
      Container container,
      PodSandboxConfig sandbox,
      List<AuthConfig> credentials,
      Runnable finished) {

    private String key() {
      return pod.metadata().uid() + "/" + container.name();
    }

    private String backoffKey() {
      return pod.metadata().uid() + "/" + container.image();
    }
  }

  private static final class Pull {
    private volatile @Nullable Outcome outcome;
  }

  /// Looks whether the image is there, and sets out to fetch it when it has to be fetched.
  public Outcome ensure(Demand demand) {
    String image = demand.container().image();
    String name;
    try {
      name = ImageName.parse(image).toString();
    } catch (IllegalArgumentException _) {
      return invalid(demand, image);
    }
    Pull pull = pulls.get(demand.key());
    if (pull != null) {
      Outcome outcome = pull.outcome;
      if (outcome == null) {
        return new Outcome.Pulling();
      }
      pulls.remove(demand.key());
      return outcome;
    }
    String policy = demand.container().imagePullPolicy();
    if (!policy.equals("Always")) {
      Optional<Image> present = runtime.imageStatus(ImageSpec.newBuilder().setImage(image).build());
      if (present.isPresent()) {
        event(
            demand,
            Type.NORMAL,
            "Pulled",
            "Container image \""
                + image
                + "\" already present on machine and can be accessed by the pod");
        return new Outcome.Ready(present.get().getId());
      }
      if (policy.equals("Never")) {
        String message =
            "Container image \"" + image + "\" is not present with pull policy of Never";
        event(demand, Type.WARNING, "ErrImageNeverPull", message);
        return new Outcome.Failed(
            "ErrImageNeverPull", message, timeline.now().plus(Duration.ofSeconds(10)));
      }
    }
    Instant until = backoff.until(demand.backoffKey());
    if (timeline.now().isBefore(until)) {
      String message = "Back-off pulling image \"" + image + "\"";
      event(demand, Type.NORMAL, "BackOff", message);
      String cause = lastFailures.get(demand.backoffKey());
      return new Outcome.Failed(
          "ImagePullBackOff",
          cause == null ? message : message + ": ErrImagePull: " + cause,
          until);
    }
    begin(demand, name);
    return new Outcome.Pulling();
  }

  /// Forgets what is known of a pod's pulls.
  public void forget(String podUid) {
    String prefix = podUid + "/";
    backoff.forget(prefix);
    pulls.keySet().removeIf(key -> key.startsWith(prefix));
    lastFailures.keySet().removeIf(key -> key.startsWith(prefix));
  }

  private Outcome invalid(Demand demand, String image) {
    String message =
        "Failed to apply default image tag \""
            + image
            + "\": couldn't parse image name \""
            + image
            + "\": invalid reference format";
    event(demand, Type.WARNING, "InspectFailed", message);
    return new Outcome.Failed(
        "InvalidImageName", message, timeline.now().plus(Duration.ofMinutes(1)));
  }

  private void begin(Demand demand, String name) {
    Pull pull = new Pull();
    pulls.put(demand.key(), pull);
    event(demand, Type.NORMAL, "Pulling", "Pulling image \"" + demand.container().image() + "\"");
    Instant asked = timeline.now();
    threads.execute(
        () -> {
          try {
            places.acquire();
            try {
              pull.outcome = fetch(demand, name, asked);
            } finally {
              places.release();
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            pulls.remove(demand.key(), pull);
          } finally {
            demand.finished().run();
          }
        });
  }

  private Outcome fetch(Demand demand, String name, Instant asked) {
    String image = demand.container().image();
    Instant started = timeline.now();
    try {
      ImageSpec spec = ImageSpec.newBuilder().setImage(name).setUserSpecifiedImage(image).build();
      String reference = fetch(spec, demand);
      Instant ended = timeline.now();
      lastFailures.remove(demand.backoffKey());
      long size = runtime.imageStatus(spec).map(Image::getSize).orElse(0L);
      event(
          demand,
          Type.NORMAL,
          "Pulled",
          "Successfully pulled image \""
              + image
              + "\" in "
              + text(started, ended)
              + " ("
              + text(asked, ended)
              + " including waiting). Image size: "
              + size
              + " bytes.");
      return new Outcome.Ready(reference);
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      event(demand, Type.WARNING, "Failed", "Failed to pull image \"" + image + "\": " + message);
      lastFailures.put(demand.backoffKey(), message);
      backoff.next(demand.backoffKey(), timeline.now());
      return new Outcome.Failed("ErrImagePull", message, timeline.now().plusSeconds(1));
    }
  }

  private String fetch(ImageSpec spec, Demand demand) {
    if (demand.credentials().isEmpty()) {
      return runtime.pullImage(spec, null, demand.sandbox());
    }
    CriException last = null;
    for (AuthConfig credentials : demand.credentials()) {
      try {
        return runtime.pullImage(spec, credentials, demand.sandbox());
      } catch (CriException e) {
        last = e;
      }
    }
    throw java.util.Objects.requireNonNull(last);
  }

  private void event(Demand demand, Type type, String reason, String message) {
    events.container(demand.pod(), demand.container().name(), type, reason, message);
  }

  private static String text(Instant from, Instant to) {
    return io.kubejar.api.value.Duration.of(
            Duration.ofMillis(Duration.between(from, to).toMillis()))
        .toString();
  }
}
