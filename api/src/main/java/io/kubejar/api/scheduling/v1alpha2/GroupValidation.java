package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for groups of pods and for the templates they are made from.
final class GroupValidation {
  private static final int MAX_TEMPLATES = 8;
  private static final int MAX_CLAIMS = 4;
  private static final int MAX_PRIORITY = 1_000_000_000;
  private static final List<String> DISRUPTION_MODES = List.of("Pod", "PodGroup");
  private static final String IMMUTABLE = "field is immutable";

  private GroupValidation() {}

  static void check(WorkloadSpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    TypedLocalObjectReference owner = spec.controllerRef();
    if (owner != null) {
      Path at = path.child("controllerRef");
      if (!owner.apiGroup().isEmpty()) {
        errors.invalid(
            at.child("apiGroup"), owner.apiGroup(), Formats.dnsSubdomain(owner.apiGroup()));
      }
      checkSegment(owner.kind(), at.child("kind"), errors);
      checkSegment(owner.name(), at.child("name"), errors);
    }
    Path templates = path.child("podGroupTemplates");
    if (spec.podGroupTemplates().isEmpty()) {
      errors.required(templates);
    } else if (spec.podGroupTemplates().size() > MAX_TEMPLATES) {
      errors.tooMany(templates, spec.podGroupTemplates().size(), MAX_TEMPLATES);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < Math.min(spec.podGroupTemplates().size(), MAX_TEMPLATES); i++) {
      PodGroupTemplate template = spec.podGroupTemplates().get(i);
      Path at = templates.index(i);
      checkName(template.name(), at.child("name"), errors);
      if (!names.add(template.name())) {
        errors.duplicate(at, template.name());
      }
      check(template.schedulingPolicy(), at.child("schedulingPolicy"), errors);
      check(template.schedulingConstraints(), at.child("schedulingConstraints"), errors);
      check(template.resourceClaims(), at.child("resourceClaims"), errors);
      checkPriority(
          template.disruptionMode(), template.priorityClassName(), template.priority(), at, errors);
    }
  }

  static void check(PodGroupSpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    PodGroupTemplateReference reference = spec.podGroupTemplateRef();
    if (reference != null) {
      Path at = path.child("podGroupTemplateRef");
      WorkloadPodGroupTemplateReference workload = reference.workload();
      if (workload == null) {
        errors.invalid(at, "", "must specify one of: `workload`");
      } else {
        checkName(workload.workloadName(), at.child("workload").child("workloadName"), errors);
        checkName(
            workload.podGroupTemplateName(),
            at.child("workload").child("podGroupTemplateName"),
            errors);
      }
    }
    check(spec.schedulingPolicy(), path.child("schedulingPolicy"), errors);
    check(spec.schedulingConstraints(), path.child("schedulingConstraints"), errors);
    check(spec.resourceClaims(), path.child("resourceClaims"), errors);
    checkPriority(spec.disruptionMode(), spec.priorityClassName(), spec.priority(), path, errors);
  }

  /// Templates stay as they were created.
  static void checkKept(WorkloadSpec spec, WorkloadSpec old, FieldErrors errors) {
    Path path = Path.of("spec");
    checkKept(spec.controllerRef(), old.controllerRef(), path.child("controllerRef"), errors);
    if (!spec.podGroupTemplates().equals(old.podGroupTemplates())) {
      errors.invalid(
          path.child("podGroupTemplates"),
          spec.podGroupTemplates().stream().map(FieldErrors::plain).toList(),
          IMMUTABLE);
    }
  }

  /// Of a group only the way it may be disrupted changes.
  static void checkKept(PodGroupSpec spec, PodGroupSpec old, FieldErrors errors) {
    Path path = Path.of("spec");
    checkKept(
        spec.podGroupTemplateRef(),
        old.podGroupTemplateRef(),
        path.child("podGroupTemplateRef"),
        errors);
    checkKept(
        spec.schedulingPolicy(), old.schedulingPolicy(), path.child("schedulingPolicy"), errors);
    checkKept(
        spec.schedulingConstraints(),
        old.schedulingConstraints(),
        path.child("schedulingConstraints"),
        errors);
    if (!spec.resourceClaims().equals(old.resourceClaims())) {
      errors.invalid(
          path.child("resourceClaims"),
          spec.resourceClaims().stream().map(FieldErrors::plain).toList(),
          IMMUTABLE);
    }
    errors.immutable(path.child("disruptionMode"), spec.disruptionMode(), old.disruptionMode());
    errors.immutable(
        path.child("priorityClassName"), spec.priorityClassName(), old.priorityClassName());
    errors.immutable(path.child("priority"), spec.priority(), old.priority());
  }

  private static void checkKept(
      @Nullable Record value, @Nullable Record old, Path path, FieldErrors errors) {
    if (!Objects.equals(value, old)) {
      errors.invalid(path, FieldErrors.plain(value), IMMUTABLE);
    }
  }

  static void checkStatus(PodGroup group, FieldErrors errors) {
    Path path = Path.of("status");
    ConditionValidation.check(group.status().conditions(), path.child("conditions"), errors);
    Path statuses = path.child("resourceClaimStatuses");
    Set<String> claims = new HashSet<>();
    group.spec().resourceClaims().forEach(each -> claims.add(each.name()));
    for (int i = 0; i < group.status().resourceClaimStatuses().size(); i++) {
      PodGroupResourceClaimStatus status = group.status().resourceClaimStatuses().get(i);
      Path at = statuses.index(i);
      checkName(status.name(), at.child("name"), errors);
      if (!claims.contains(status.name())) {
        errors.invalid(
            at.child("name"),
            status.name(),
            "must match the name of an entry in `spec.resourceClaims`");
      }
      String made = status.resourceClaimName();
      if (made != null) {
        errors.invalid(at.child("resourceClaimName"), made, Formats.dnsSubdomain(made));
      }
    }
  }

  private static void check(PodGroupSchedulingPolicy policy, Path path, FieldErrors errors) {
    List<String> given = new ArrayList<>();
    if (policy.basic() != null) {
      given.add("basic");
    }
    if (policy.gang() != null) {
      given.add("gang");
    }
    if (given.isEmpty()) {
      errors.invalid(path, "", "must specify one of: `basic`, `gang`");
    } else if (given.size() > 1) {
      errors.invalid(
          path,
          "{" + String.join(", ", given) + "}",
          "must specify exactly one of: `basic`, `gang`");
    }
    GangSchedulingPolicy gang = policy.gang();
    if (gang != null) {
      if (gang.minCount() == 0) {
        errors.required(path.child("gang").child("minCount"));
      } else if (gang.minCount() < 1) {
        errors.invalid(
            path.child("gang").child("minCount"),
            gang.minCount(),
            "must be greater than or equal to 1");
      }
    }
  }

  private static void check(
      @Nullable PodGroupSchedulingConstraints constraints, Path path, FieldErrors errors) {
    if (constraints == null) {
      return;
    }
    Path topology = path.child("topology");
    if (constraints.topology().size() > 1) {
      errors.tooMany(topology, constraints.topology().size(), 1);
    }
    for (int i = 0; i < Math.min(constraints.topology().size(), 1); i++) {
      String key = constraints.topology().get(i).key();
      Path at = topology.index(i).child("key");
      if (key.isEmpty()) {
        errors.required(at);
      } else {
        errors.invalid(at, key, Formats.qualifiedName(key));
      }
    }
  }

  private static void check(List<PodGroupResourceClaim> claims, Path path, FieldErrors errors) {
    if (claims.size() > MAX_CLAIMS) {
      errors.tooMany(path, claims.size(), MAX_CLAIMS);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < Math.min(claims.size(), MAX_CLAIMS); i++) {
      PodGroupResourceClaim claim = claims.get(i);
      Path at = path.index(i);
      checkName(claim.name(), at.child("name"), errors);
      if (!names.add(claim.name())) {
        errors.duplicate(at, claim.name());
      }
      String direct = claim.resourceClaimName();
      String template = claim.resourceClaimTemplateName();
      if (direct == null && template == null) {
        errors.invalid(
            at, "", "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
      } else if (direct != null && template != null) {
        errors.invalid(
            at,
            "{resourceClaimName, resourceClaimTemplateName}",
            "must specify exactly one of: `resourceClaimName`, `resourceClaimTemplateName`");
      }
      if (direct != null) {
        errors.invalid(at.child("resourceClaimName"), direct, Formats.dnsSubdomain(direct));
      }
      if (template != null) {
        errors.invalid(
            at.child("resourceClaimTemplateName"), template, Formats.dnsSubdomain(template));
      }
    }
  }

  private static void checkPriority(
      @Nullable String mode,
      String className,
      @Nullable Integer priority,
      Path path,
      FieldErrors errors) {
    if (mode != null && !DISRUPTION_MODES.contains(mode)) {
      errors.notSupported(path.child("disruptionMode"), mode, DISRUPTION_MODES);
    }
    if (!className.isEmpty()) {
      errors.invalid(path.child("priorityClassName"), className, Formats.dnsSubdomain(className));
    }
    if (priority != null && priority > MAX_PRIORITY && !className.startsWith("system-")) {
      errors.invalid(
          path.child("priority"), priority, "must be less than or equal to " + MAX_PRIORITY);
    }
  }

  private static void checkName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
    } else {
      errors.invalid(path, name, Formats.dnsLabel(name));
    }
  }

  private static void checkSegment(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
    } else {
      errors.invalid(path, name, Formats.pathSegment(name, false));
    }
  }
}
