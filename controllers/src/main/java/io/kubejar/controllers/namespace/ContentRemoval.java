package io.kubejar.controllers.namespace;

import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.core.v1.NamespaceCondition;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What an attempt to empty a namespace left, and why.
final class ContentRemoval {
  private final Map<String, Integer> remaining = new TreeMap<>();
  private final Map<String, Integer> finalizers = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, String> undiscovered = new TreeMap<>();

  /// Notes the objects of a kind that are still there.
  <T extends ApiObject> void remain(Kind<T> kind, List<T> objects) {
    if (objects.isEmpty()) {
      return;
    }
    String resource = kind.names().plural() + "." + kind.names().group();
    remaining.merge(resource, objects.size(), Integer::sum);
    for (T object : objects) {
      for (String finalizer : object.metadata().finalizers()) {
        finalizers.merge(finalizer, 1, Integer::sum);
      }
    }
  }

  /// Notes that objects of a kind could not be deleted.
  void failed(String why) {
    failures.add(why);
  }

  /// Notes a version whose server could not be asked what there is.
  void undiscovered(APIService service) {
    String version = service.spec().group() + "/" + service.spec().version();
    undiscovered.put(version, "stale GroupVersion discovery: " + version);
  }

  boolean isComplete() {
    return remaining.isEmpty() && !hasFailed();
  }

  boolean hasFailed() {
    return !failures.isEmpty() || !undiscovered.isEmpty();
  }

  /// The namespace's conditions, brought up to date; those that have not changed keep their time.
  List<NamespaceCondition> conditions(List<NamespaceCondition> known, Time now) {
    List<NamespaceCondition> conditions = new ArrayList<>(known);
    set(
        conditions,
        now,
        "NamespaceDeletionDiscoveryFailure",
        !undiscovered.isEmpty(),
        undiscovered.isEmpty() ? "ResourcesDiscovered" : "DiscoveryFailed",
        undiscovered.isEmpty()
            ? "All resources successfully discovered"
            : ("Discovery failed for some groups, %d failing: unable to retrieve the complete list"
                        + " of server APIs: ")
                    .formatted(undiscovered.size())
                + list(undiscovered));
    set(
        conditions,
        now,
        "NamespaceDeletionGroupVersionParsingFailure",
        false,
        "ParsedGroupVersions",
        "All legacy kube types successfully parsed");
    set(
        conditions,
        now,
        "NamespaceDeletionContentFailure",
        !failures.isEmpty(),
        failures.isEmpty() ? "ContentDeleted" : "ContentDeletionFailed",
        !failures.isEmpty()
            ? "Failed to delete all resource types, %d remaining: %s"
                .formatted(
                    failures.size(), failures.stream().sorted().collect(Collectors.joining(", ")))
            : "All content successfully deleted, may be waiting on finalization");
    set(
        conditions,
        now,
        "NamespaceContentRemaining",
        !remaining.isEmpty(),
        remaining.isEmpty() ? "ContentRemoved" : "SomeResourcesRemain",
        remaining.isEmpty()
            ? "All content successfully removed"
            : "Some resources are remaining: " + list(remaining, "%s has %d resource instances"));
    set(
        conditions,
        now,
        "NamespaceFinalizersRemaining",
        !finalizers.isEmpty(),
        finalizers.isEmpty() ? "ContentHasNoFinalizers" : "SomeFinalizersRemain",
        finalizers.isEmpty()
            ? "All content-preserving finalizers finished"
            : "Some content in the namespace has finalizers remaining: "
                + list(finalizers, "%s in %d resource instances"));
    return conditions;
  }

  private static String list(Map<String, String> reasons) {
    return reasons.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String list(Map<String, Integer> counts, String format) {
    return counts.entrySet().stream()
        .map(entry -> format.formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void set(
      List<NamespaceCondition> conditions,
      Time now,
      String type,
      boolean holds,
      String reason,
      String message) {
    NamespaceCondition fresh =
        NamespaceCondition.builder()
            .type(type)
            .status(holds ? "True" : "False")
            .lastTransitionTime(now)
            .reason(reason)
            .message(message)
            .build();
    for (int i = 0; i < conditions.size(); i++) {
      NamespaceCondition old = conditions.get(i);
      if (old.type().equals(type)) {
        if (!old.with(b -> b.lastTransitionTime(now)).equals(fresh)) {
          conditions.set(i, fresh);
        }
        return;
      }
    }
    conditions.add(fresh);
  }
}
