package io.kubejar.server.audit;

import io.kubejar.server.spi.Attributes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One rule of a policy; the first that covers a request decides.
///
/// @param level how much is told
/// @param who whom and what the rule is about
/// @param omitStages stages that are not told
/// @param omitManagedFields whether bodies go without managed fields; null for the policy's word
record PolicyRule(
    Level level, Scope who, Set<Stage> omitStages, @Nullable Boolean omitManagedFields) {
  PolicyRule {
    omitStages = Set.copyOf(omitStages);
  }

  /// Which requests a rule covers; an empty list covers all.
  ///
  /// @param users user names
  /// @param groups groups of users
  /// @param verbs verbs
  /// @param resources resources; only such requests are covered when there are any
  /// @param namespaces namespaces, the empty one for what is in none
  /// @param paths paths of other requests, with `*` at the end for what begins so
  record Scope(
      List<String> users,
      List<String> groups,
      List<String> verbs,
      List<GroupResources> resources,
      List<String> namespaces,
      List<String> paths) {
    Scope {
      users = List.copyOf(users);
      groups = List.copyOf(groups);
      verbs = List.copyOf(verbs);
      resources = List.copyOf(resources);
      namespaces = List.copyOf(namespaces);
      paths = List.copyOf(paths);
    }

    boolean covers(Attributes request) {
      var user = request.user();
      if (!users.isEmpty() && !users.contains(user.name())) {
        return false;
      }
      if (!groups.isEmpty() && user.groups().stream().noneMatch(groups::contains)) {
        return false;
      }
      if (!verbs.isEmpty() && !verbs.contains(request.verb())) {
        return false;
      }
      if (!namespaces.isEmpty() || !resources.isEmpty()) {
        return coversResource(request);
      }
      return paths.isEmpty()
          || (!request.isResourceRequest()
              && paths.stream().anyMatch(pattern -> coversPath(pattern, request.path())));
    }

    private boolean coversResource(Attributes request) {
      if (!request.isResourceRequest()) {
        return false;
      }
      if (!namespaces.isEmpty() && !namespaces.contains(request.namespace())) {
        return false;
      }
      return resources.isEmpty()
          || resources.stream()
              .anyMatch(
                  each ->
                      each.covers(
                          request.group(),
                          request.resource(),
                          request.subresource(),
                          request.name()));
    }

    private static boolean coversPath(String pattern, String path) {
      return pattern.equals(path)
          || (pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
  }
}
