package io.kubejar.server.fairness;

import io.kubejar.server.spi.Attributes;
import java.time.Duration;

/// Estimates what requests cost: a list by the objects it has to look at, a change by the watches
/// that are told of it.
final class WorkEstimator {
  private static final int MOST_SEATS = 10;
  private static final int OBJECTS_A_SEAT = 100;
  private static final int WATCHES_A_SEAT = 10;
  private static final Duration EVENT = Duration.ofMillis(5);

  private final Load load;

  /// What the server holds.
  public interface Load {
    /// How many objects of a resource there are.
    int objects(String group, String version, String resource);

    /// How many watches follow a resource.
    int watches(String group, String version, String resource);
  }

  WorkEstimator(Load load) {
    this.load = load;
  }

  /// @param limit the most objects that are asked for; 0 for all
  /// @param initialList whether a watch begins with all objects
  Work estimate(Attributes request, long limit, boolean initialList) {
    if (!request.isResourceRequest()) {
      return Work.ONE;
    }
    return switch (request.verb()) {
      case "list" -> list(request, limit);
      case "watch" -> initialList ? list(request, 0) : Work.ONE;
      case "create", "update", "patch", "delete" -> change(request);
      default -> Work.ONE;
    };
  }

  private Work list(Attributes request, long limit) {
    if (!request.name().isEmpty()) {
      return Work.ONE;
    }
    long objects = load.objects(request.group(), request.version(), request.resource());
    boolean selects = !request.fieldSelector().isEmpty() || !request.labelSelector().isEmpty();
    if (limit > 0 && !selects) {
      objects = Math.min(objects, 2 * limit);
    }
    int seats = (int) Math.min(MOST_SEATS, (objects + OBJECTS_A_SEAT - 1) / OBJECTS_A_SEAT);
    return seats <= 1 ? Work.ONE : new Work(seats, 0, Duration.ZERO);
  }

  private Work change(Attributes request) {
    boolean token =
        request.resource().equals("serviceaccounts") && request.subresource().equals("token");
    int watches = load.watches(request.group(), request.version(), request.resource());
    if (token || watches < WATCHES_A_SEAT) {
      return Work.ONE;
    }
    int wanted = (watches + WATCHES_A_SEAT - 1) / WATCHES_A_SEAT;
    int seats = Math.min(wanted, MOST_SEATS);
    return new Work(1, seats, EVENT.multipliedBy(wanted).dividedBy(seats));
  }
}
