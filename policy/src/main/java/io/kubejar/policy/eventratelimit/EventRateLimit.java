package io.kubejar.policy.eventratelimit;

import io.kubejar.api.core.v1.Event;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Int;
import io.kubejar.wire.json.JsonValue.Obj;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Slows down who writes events faster than the server wants to store them.
public final class EventRateLimit implements AdmissionPlugin {
  private static final Set<String> TYPES = Set.of("Server", "Namespace", "User", "SourceAndObject");

  private final List<Limit> limits;

  /// A limit and the buckets of all it applies to.
  private record Limit(String type, TokenBuckets buckets) {}

  private EventRateLimit(List<Limit> limits) {
    this.limits = List.copyOf(limits);
  }

  /// @param document upstream's configuration, with the member `limits`
  /// @throws IllegalArgumentException when it makes no sense
  public static EventRateLimit of(Obj document, InstantSource clock) {
    var limits = new ArrayList<Limit>();
    for (JsonValue item : document.items("limits")) {
      if (item instanceof Obj each) {
        String type = each.text("type");
        if (!TYPES.contains(type)) {
          throw new IllegalArgumentException(
              "limits: type \"%s\" is not one of Server, Namespace, User, SourceAndObject"
                  .formatted(type));
        }
        long size = number(each, "cacheSize", 4096);
        limits.add(
            new Limit(
                type,
                new TokenBuckets(
                    positive(each, "qps"),
                    positive(each, "burst"),
                    (int) Math.clamp(size, 1, 1_000_000),
                    clock)));
      }
    }
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("limits: at least one is required");
    }
    return new EventRateLimit(limits);
  }

  private static long positive(Obj limit, String name) {
    long value = number(limit, name, 0);
    if (value <= 0) {
      throw new IllegalArgumentException("limits: " + name + " must be positive");
    }
    return value;
  }

  private static long number(Obj limit, String name, long otherwise) {
    return limit.get(name) instanceof Int(long value) && value != 0 ? value : otherwise;
  }

  @Override
  public String name() {
    return "EventRateLimit";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    boolean write =
        admission.operation() == Operation.CREATE || admission.operation() == Operation.UPDATE;
    if (!write
        || admission.dryRun()
        || !admission.kind().names().plural().equals("events")
        || !admission.subresource().isEmpty()) {
      return;
    }
    for (Limit limit : limits) {
      String key = key(limit.type(), admission);
      if (!limit.buckets().take(key)) {
        throw Failures.failure(
            429,
            "TooManyRequests",
            "Too many requests: limit reached on type %s for key %s".formatted(limit.type(), key),
            null);
      }
    }
  }

  private static String key(String type, Admission<?> admission) {
    return switch (type) {
      case "Namespace" -> admission.namespace();
      case "User" -> admission.user().name();
      case "SourceAndObject" ->
          admission.object() instanceof Event event ? sourceAndObject(event) : "";
      default -> "";
    };
  }

  private static String sourceAndObject(Event event) {
    ObjectReference about = event.involvedObject();
    return String.join(
        "",
        event.source().component(),
        event.source().host(),
        about.kind(),
        about.namespace(),
        about.name(),
        about.uid(),
        about.apiVersion());
  }
}
