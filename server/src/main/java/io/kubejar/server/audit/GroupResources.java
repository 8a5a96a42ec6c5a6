package io.kubejar.server.audit;

import java.util.List;

/// Resources of one API group, as a rule of a policy names them.
///
/// @param group the API group
/// @param resources `pods`, `pods/log`, `pods/*`, `*/scale` or `*`; none for all of the group
/// @param names the objects that are meant; none for all
record GroupResources(String group, List<String> resources, List<String> names) {
  GroupResources {
    resources = List.copyOf(resources);
    names = List.copyOf(names);
  }

  boolean covers(String requestedGroup, String resource, String subresource, String name) {
    if (!group.equals(requestedGroup)) {
      return false;
    }
    if (resources.isEmpty()) {
      return true;
    }
    if (!names.isEmpty() && !names.contains(name)) {
      return false;
    }
    String whole = subresource.isEmpty() ? resource : resource + "/" + subresource;
    for (String pattern : resources) {
      if (pattern.equals("*") || pattern.equals(whole)) {
        return true;
      }
      if (pattern.startsWith("*/")
          && !subresource.isEmpty()
          && pattern.endsWith("/" + subresource)
          && pattern.length() == subresource.length() + 2) {
        return true;
      }
      if (pattern.endsWith("/*") && pattern.substring(0, pattern.length() - 2).equals(resource)) {
        return true;
      }
    }
    return false;
  }
}
