package io.kubejar.server.fairness;

import io.kubejar.api.flowcontrol.v1.FlowDistinguisherMethod;
import io.kubejar.api.flowcontrol.v1.FlowSchema;
import io.kubejar.api.flowcontrol.v1.NonResourcePolicyRule;
import io.kubejar.api.flowcontrol.v1.PolicyRulesWithSubjects;
import io.kubejar.api.flowcontrol.v1.ResourcePolicyRule;
import io.kubejar.api.flowcontrol.v1.Subject;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.User;
import java.util.List;

/// A flow schema, ready to be asked.
final class Schema {
  private static final String ANY = "*";
  private static final String ACCOUNTS = "system:serviceaccount:";

  private final FlowSchema object;
  private final PriorityLevel level;
  private final FlowCounts.Of counts;

  Schema(FlowSchema object, PriorityLevel level, FlowCounts.Of counts) {
    this.object = object;
    this.level = level;
    this.counts = counts;
  }

  String name() {
    return object.metadata().name();
  }

  String uid() {
    return object.metadata().uid();
  }

  PriorityLevel level() {
    return level;
  }

  FlowCounts.Of counts() {
    return counts;
  }

  /// What requests of one flow have in common; empty when the schema is one flow.
  String distinguisher(Attributes request) {
    FlowDistinguisherMethod method = object.spec().distinguisherMethod();
    if (method == null) {
      return "";
    }
    return method.type().equals("ByUser") ? request.user().name() : request.namespace();
  }

  boolean matches(Attributes request) {
    for (PolicyRulesWithSubjects rule : object.spec().rules()) {
      if (matchesSubject(rule.subjects(), request.user()) && matchesRule(rule, request)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesSubject(List<Subject> subjects, User user) {
    for (Subject subject : subjects) {
      if (matches(subject, user)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Subject subject, User user) {
    if (subject.user() != null) {
      return is(subject.user().name(), user.name());
    }
    if (subject.group() != null) {
      return subject.group().name().equals(ANY) || user.inGroup(subject.group().name());
    }
    var account = subject.serviceAccount();
    if (account == null || !user.name().startsWith(ACCOUNTS)) {
      return false;
    }
    int colon = user.name().indexOf(':', ACCOUNTS.length());
    return colon > 0
        && account.namespace().equals(user.name().substring(ACCOUNTS.length(), colon))
        && is(account.name(), user.name().substring(colon + 1));
  }

  private static boolean matchesRule(PolicyRulesWithSubjects rule, Attributes request) {
    if (request.isResourceRequest()) {
      for (ResourcePolicyRule each : rule.resourceRules()) {
        if (matches(each, request)) {
          return true;
        }
      }
      return false;
    }
    for (NonResourcePolicyRule each : rule.nonResourceRules()) {
      if (has(each.verbs(), request.verb()) && hasPath(each.nonResourceURLs(), request.path())) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(ResourcePolicyRule rule, Attributes request) {
    if (!has(rule.verbs(), request.verb())
        || !has(rule.apiGroups(), request.group())
        || !hasResource(rule.resources(), request)) {
      return false;
    }
    return request.namespace().isEmpty()
        ? rule.clusterScope()
        : has(rule.namespaces(), request.namespace());
  }

  private static boolean hasResource(List<String> resources, Attributes request) {
    String below = request.subresource();
    return has(resources, below.isEmpty() ? request.resource() : request.resource() + "/" + below);
  }

  private static boolean hasPath(List<String> patterns, String path) {
    for (String pattern : patterns) {
      if (is(pattern, path)
          || (pattern.endsWith(ANY)
              && path.startsWith(pattern.substring(0, pattern.length() - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(List<String> allowed, String value) {
    for (int i = 0; i < allowed.size(); i++) {
      if (is(allowed.get(i), value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String pattern, String value) {
    return pattern.equals(ANY) || pattern.equals(value);
  }
}
