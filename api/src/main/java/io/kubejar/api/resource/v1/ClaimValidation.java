package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.RawJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for what claims ask for, and for the parts that device classes share with them.
/// Whether selectors compile is not among them.
final class ClaimValidation {
  static final int MAX_ITEMS = 32;
  private static final int MAX_ALTERNATIVES = 8;
  private static final int MAX_TOLERATIONS = 16;
  private static final int MAX_EXPRESSION = 10 * 1024;
  private static final int MAX_PARAMETERS = 10 * 1024;
  private static final List<String> MODES = List.of("All", "ExactCount");
  static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule", "None");
  private static final String NOT_A_REQUEST =
      "must be the name of a request in the claim or the name of a request and a subrequest"
          + " separated by '/'";

  private ClaimValidation() {}

  static void check(ResourceClaimSpec spec, Path path, FieldErrors errors) {
    DeviceClaim claim = spec.devices();
    Path devices = path.child("devices");
    Set<String> names = requestNames(claim);
    Path requests = devices.child("requests");
    DeviceNames.checkAll(
        claim.requests(), MAX_ITEMS, requests, errors, (request, at) -> check(request, at, errors));
    DeviceNames.checkDistinct(claim.requests(), DeviceRequest::name, requests, errors);
    DeviceNames.checkAll(
        claim.constraints(),
        MAX_ITEMS,
        devices.child("constraints"),
        errors,
        (constraint, at) -> check(constraint, names, at, errors));
    DeviceNames.checkAll(
        claim.config(),
        MAX_ITEMS,
        devices.child("config"),
        errors,
        (config, at) -> {
          checkReferences(config.requests(), names, at.child("requests"), errors);
          check(config.opaque(), at.child("opaque"), errors);
        });
  }

  /// The names by which other parts of a claim refer to its requests.
  static Set<String> requestNames(DeviceClaim claim) {
    Set<String> names = new HashSet<>();
    for (DeviceRequest request : claim.requests()) {
      names.add(request.name());
      for (DeviceSubRequest alternative : request.firstAvailable()) {
        names.add(request.name() + "/" + alternative.name());
      }
    }
    return names;
  }

  private static void check(DeviceRequest request, Path path, FieldErrors errors) {
    DeviceNames.checkLabel(request.name(), path.child("name"), errors);
    ExactDeviceRequest exactly = request.exactly();
    boolean alternatives = !request.firstAvailable().isEmpty();
    if (alternatives) {
      Path at = path.child("firstAvailable");
      DeviceNames.checkAll(
          request.firstAvailable(),
          MAX_ALTERNATIVES,
          at,
          errors,
          (alternative, place) -> check(alternative, place, errors));
      DeviceNames.checkDistinct(request.firstAvailable(), DeviceSubRequest::name, at, errors);
    }
    if (exactly != null) {
      Path at = path.child("exactly");
      DeviceNames.checkClass(exactly.deviceClassName(), at.child("deviceClassName"), errors);
      checkSelectors(exactly.selectors(), at.child("selectors"), errors);
      checkMode(exactly.allocationMode(), exactly.count(), at, errors);
      checkTolerations(exactly.tolerations(), at.child("tolerations"), errors);
      check(exactly.capacity(), at.child("capacity"), errors);
    }
    if (exactly == null && !alternatives) {
      errors.required(path, "exactly one of `exactly` or `firstAvailable` is required");
    } else if (exactly != null && alternatives) {
      errors.invalid(
          path,
          null,
          "exactly one of `exactly` or `firstAvailable` is required, but multiple fields are set");
    }
  }

  private static void check(DeviceSubRequest request, Path path, FieldErrors errors) {
    DeviceNames.checkLabel(request.name(), path.child("name"), errors);
    DeviceNames.checkClass(request.deviceClassName(), path.child("deviceClassName"), errors);
    checkSelectors(request.selectors(), path.child("selectors"), errors);
    checkMode(request.allocationMode(), request.count(), path, errors);
    checkTolerations(request.tolerations(), path.child("tolerations"), errors);
    check(request.capacity(), path.child("capacity"), errors);
  }

  private static void checkMode(String mode, long count, Path path, FieldErrors errors) {
    switch (mode) {
      case "All" -> {
        if (count != 0) {
          errors.invalid(
              path.child("count"),
              count,
              "must not be specified when allocationMode is '" + mode + "'");
        }
      }
      case "ExactCount" -> {
        if (count <= 0) {
          errors.invalid(path.child("count"), count, "must be greater than zero");
        }
      }
      default -> errors.notSupported(path.child("allocationMode"), mode, MODES);
    }
  }

  static void checkSelectors(List<DeviceSelector> selectors, Path path, FieldErrors errors) {
    DeviceNames.checkAll(
        selectors,
        MAX_ITEMS,
        path,
        errors,
        (selector, at) -> {
          CELDeviceSelector cel = selector.cel();
          if (cel == null) {
            errors.required(at.child("cel"));
          } else if (cel.expression().length() > MAX_EXPRESSION) {
            errors.tooLong(at.child("cel").child("expression"), MAX_EXPRESSION);
          }
        });
  }

  static void checkTolerations(List<DeviceToleration> tolerations, Path path, FieldErrors errors) {
    DeviceNames.checkAll(
        tolerations,
        MAX_TOLERATIONS,
        path,
        errors,
        (toleration, at) -> {
          if (!toleration.key().isEmpty()) {
            errors.invalid(
                at.child("key"), toleration.key(), Formats.qualifiedName(toleration.key()));
          }
          switch (toleration.operator()) {
            case "Exists" -> {
              if (!toleration.value().isEmpty()) {
                errors.invalid(
                    at.child("value"), toleration.value(), "must be empty for operator `Exists`");
              }
            }
            case "Equal" ->
                errors.invalid(
                    at.child("value"), toleration.value(), Formats.labelValue(toleration.value()));
            case "" -> errors.required(at.child("operator"));
            default ->
                errors.notSupported(
                    at.child("operator"), toleration.operator(), List.of("Equal", "Exists"));
          }
          String effect = toleration.effect();
          if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
            errors.notSupported(at.child("effect"), effect, EFFECTS);
          }
        });
  }

  private static void check(
      @Nullable CapacityRequirements capacity, Path path, FieldErrors errors) {
    if (capacity == null) {
      return;
    }
    capacity
        .requests()
        .keySet()
        .forEach(
            name -> DeviceNames.checkQualified(name, path.child("requests").key(name), errors));
  }

  private static void check(
      DeviceConstraint constraint, Set<String> names, Path path, FieldErrors errors) {
    checkReferences(constraint.requests(), names, path.child("requests"), errors);
    String same = constraint.matchAttribute();
    String distinct = constraint.distinctAttribute();
    if (same != null) {
      DeviceNames.checkFullyQualified(same, path.child("matchAttribute"), errors);
    } else if (distinct != null) {
      DeviceNames.checkFullyQualified(distinct, path.child("distinctAttribute"), errors);
    } else {
      errors.required(
          path, "exactly one of \"matchAttribute\" or \"distinctAttribute\" is required");
    }
  }

  static void checkReferences(
      List<String> references, Set<String> names, Path path, FieldErrors errors) {
    DeviceNames.checkAll(
        references,
        MAX_ITEMS,
        path,
        errors,
        (reference, at) -> checkReference(reference, names, at, errors));
    DeviceNames.checkDistinct(references, name -> name, path, errors);
  }

  static void checkReference(String reference, Set<String> names, Path path, FieldErrors errors) {
    String[] parts = reference.split("/", -1);
    if (parts.length > 2) {
      errors.invalid(path, reference, NOT_A_REQUEST);
      return;
    }
    for (String part : parts) {
      DeviceNames.checkLabel(part, path, errors);
    }
    if (!names.contains(reference)) {
      errors.invalid(path, reference, NOT_A_REQUEST);
    }
  }

  static void check(@Nullable OpaqueDeviceConfiguration opaque, Path path, FieldErrors errors) {
    if (opaque == null) {
      errors.required(path);
      return;
    }
    DeviceNames.checkDriver(opaque.driver(), path.child("driver"), errors);
    checkJson(opaque.parameters(), path.child("parameters"), errors);
  }

  /// What a driver says in a form of its own.
  static void checkJson(RawJson json, Path path, FieldErrors errors) {
    String text = json.text().toUtf8().strip();
    if (text.isEmpty() || text.equals("null")) {
      errors.required(path);
    } else if (text.length() > MAX_PARAMETERS) {
      errors.tooLong(path, MAX_PARAMETERS);
    } else if (!text.startsWith("{")) {
      errors.invalid(path, "<value omitted>", "must be a valid JSON object");
    }
  }
}
