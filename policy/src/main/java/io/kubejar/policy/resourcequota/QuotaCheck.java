package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.core.v1.ScopedResourceSelectorRequirement;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Quantity;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds one change against the quotas of its namespace.
///
/// @param admission the change
/// @param meter tells what the object takes
/// @param limits what needs a quota that covers it
record QuotaCheck(Admission<?> admission, Meter meter, List<LimitedResource> limits) {

  /// The quotas as they are to be once the change is stored; those that stay are not among them.
  List<ResourceQuota> reserve(List<ResourceQuota> quotas) throws ApiException {
    ApiObject object = admission.object();
    if (object == null) {
      return List.of();
    }
    var concerned = new ArrayList<ResourceQuota>();
    var covered = new TreeSet<String>();
    var coveredScopes = new ArrayList<ScopedResourceSelectorRequirement>();
    for (ResourceQuota quota : quotas) {
      List<ScopedResourceSelectorRequirement> scopes = Scopes.of(quota.spec());
      boolean included = scopes.stream().allMatch(scope -> meter.isIn(scope, object));
      Set<String> restricted = meter.taken(quota.status().hard().keySet());
      if (!included || restricted.isEmpty()) {
        continue;
      }
      requireSaid(quota, restricted, object);
      requireKnown(quota, restricted);
      concerned.add(quota);
      covered.addAll(restricted);
      coveredScopes.addAll(scopes);
    }
    Map<String, Quantity> wanted = wanted(object);
    requireCover(object, wanted, covered, coveredScopes);
    return wanted.isEmpty() ? List.of() : taken(concerned, wanted);
  }

  private void requireSaid(ResourceQuota quota, Set<String> restricted, ApiObject object) {
    String missing = meter.missing(restricted, object);
    if (!missing.isEmpty()) {
      throw Admitted.forbidden(
          admission,
          "failed quota: %s: must specify %s".formatted(quota.metadata().name(), missing));
    }
  }

  private void requireKnown(ResourceQuota quota, Set<String> restricted) {
    if (!quota.status().used().keySet().containsAll(restricted)) {
      throw Admitted.forbidden(
          admission,
          "status unknown for quota: %s, resources: %s"
              .formatted(
                  quota.metadata().name(),
                  restricted.stream().sorted().collect(Collectors.joining(","))));
    }
  }

  /// What the change takes more than before.
  private Map<String, Quantity> wanted(ApiObject object) {
    Map<String, Quantity> usage = meter.usage(object);
    var negative = new TreeSet<String>();
    usage.forEach(
        (name, amount) -> {
          if (amount.signum() < 0) {
            negative.add(name);
          }
        });
    if (!negative.isEmpty()) {
      throw Admitted.forbidden(
          admission, "quota usage is negative for resource(s): " + String.join(",", negative));
    }
    ApiObject old = admission.old();
    return Amounts.withoutZeros(old == null ? usage : Amounts.minus(usage, meter.usage(old)));
  }

  private void requireCover(
      ApiObject object,
      Map<String, Quantity> wanted,
      Set<String> covered,
      List<ScopedResourceSelectorRequirement> coveredScopes) {
    var names = new TreeSet<String>();
    var scopes = new ArrayList<ScopedResourceSelectorRequirement>();
    for (LimitedResource limit : limits) {
      if (!limit.apiGroup().equals(admission.kind().names().group())
          || !limit.resource().equals(admission.kind().names().plural())) {
        continue;
      }
      for (String name : wanted.keySet()) {
        if (limit.matchContains().stream().anyMatch(name::contains)) {
          names.add(name);
        }
      }
      for (ScopedResourceSelectorRequirement scope : limit.matchScopes()) {
        if (meter.isIn(scope, object) && !coveredScopes.contains(scope)) {
          scopes.add(scope);
        }
      }
    }
    names.removeAll(covered);
    if (!scopes.isEmpty()) {
      throw Admitted.forbidden(
          admission,
          "insufficient quota to match these scopes: [%s]"
              .formatted(
                  scopes.stream()
                      .map(
                          scope ->
                              "{%s %s [%s]}"
                                  .formatted(
                                      scope.scopeName(),
                                      scope.operator(),
                                      String.join(" ", scope.values())))
                      .collect(Collectors.joining(" "))));
    }
    if (!names.isEmpty()) {
      throw Admitted.forbidden(
          admission, "insufficient quota to consume: " + String.join(",", names));
    }
  }

  private List<ResourceQuota> taken(List<ResourceQuota> quotas, Map<String, Quantity> wanted) {
    var changed = new ArrayList<ResourceQuota>();
    for (ResourceQuota quota : quotas) {
      Map<String, Quantity> hard = quota.status().hard();
      Map<String, Quantity> requested = Amounts.only(wanted, hard.keySet());
      if (requested.isEmpty()) {
        continue;
      }
      Map<String, Quantity> used = new TreeMap<>(Amounts.plus(quota.status().used(), requested));
      var exceeded = requested.keySet().stream().filter(name -> isMore(name, used, hard)).toList();
      if (!exceeded.isEmpty()) {
        throw Admitted.forbidden(
            admission,
            "exceeded quota: %s, requested: %s, used: %s, limited: %s"
                .formatted(
                    quota.metadata().name(),
                    Amounts.text(Amounts.only(requested, exceeded)),
                    Amounts.text(Amounts.only(quota.status().used(), exceeded)),
                    Amounts.text(Amounts.only(hard, exceeded))));
      }
      changed.add(quota.with(it -> it.status(status -> status.used(used))));
    }
    return changed;
  }

  private static boolean isMore(
      String name, Map<String, Quantity> used, Map<String, Quantity> hard) {
    return used.getOrDefault(name, Quantity.ZERO).compareTo(hard.getOrDefault(name, Quantity.ZERO))
        > 0;
  }
}
