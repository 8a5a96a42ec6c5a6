package io.kubejar.policy.rbac;

import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.server.spi.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A rule in a form that is quick to compare with requests.
final class CompiledRule {
  private final boolean anyVerb;
  private final boolean anyGroup;
  private final boolean anyResource;
  private final Set<String> verbs;
  private final Set<String> groups;
  private final Set<String> resources;
  private final Set<String> names;
  private final Set<String> paths;
  private final List<String> pathPrefixes;

  CompiledRule(PolicyRule rule) {
    verbs = Set.copyOf(rule.verbs());
    groups = Set.copyOf(rule.apiGroups());
    resources = Set.copyOf(rule.resources());
    names = Set.copyOf(rule.resourceNames());
    paths = Set.copyOf(rule.nonResourceURLs());
    anyVerb = verbs.contains("*");
    anyGroup = groups.contains("*");
    anyResource = resources.contains("*");
    var prefixes = new ArrayList<String>();
    for (String path : rule.nonResourceURLs()) {
      if (path.endsWith("*")) {
        prefixes.add(path.substring(0, path.length() - 1));
      }
    }
    pathPrefixes = List.copyOf(prefixes);
  }

  boolean allows(Attributes request) {
    if (!anyVerb && !verbs.contains(request.verb())) {
      return false;
    }
    return request.isResourceRequest() ? allowsResource(request) : allowsPath(request.path());
  }

  private boolean allowsResource(Attributes request) {
    if (!anyGroup && !groups.contains(request.group())) {
      return false;
    }
    if (!anyResource && !namesResource(request.resource(), request.subresource())) {
      return false;
    }
    return names.isEmpty() || names.contains(request.name());
  }

  private boolean namesResource(String resource, String subresource) {
    if (subresource.isEmpty()) {
      return resources.contains(resource);
    }
    return resources.contains(resource + "/" + subresource)
        || resources.contains("*/" + subresource);
  }

  private boolean allowsPath(String path) {
    if (paths.contains(path)) {
      return true;
    }
    for (String prefix : pathPrefixes) {
      if (path.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
