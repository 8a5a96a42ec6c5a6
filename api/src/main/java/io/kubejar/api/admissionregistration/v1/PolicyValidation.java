package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.CelWords;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules that admission policies of both sorts and their bindings share. Whether expressions
/// compile is not among them.
final class PolicyValidation {
  private static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
  private static final List<String> NOT_FOUND_ACTIONS = List.of("Deny", "Allow");
  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  private PolicyValidation() {}

  static void checkFailurePolicy(@Nullable String policy, Path path, FieldErrors errors) {
    if (policy == null) {
      errors.required(path);
    } else if (!FAILURE_POLICIES.contains(policy)) {
      errors.notSupported(path, policy, FAILURE_POLICIES);
    }
  }

  static void check(@Nullable ParamKind kind, Path path, FieldErrors errors) {
    if (kind == null) {
      return;
    }
    checkApiVersion(kind.apiVersion(), path.child("apiVersion"), errors);
    if (kind.kind().isEmpty()) {
      errors.required(path.child("kind"));
      return;
    }
    List<String> wrong = Formats.dns1035Label(kind.kind().toLowerCase(Locale.ROOT));
    if (!wrong.isEmpty()) {
      errors.invalid(
          path.child("kind"),
          kind.kind(),
          "may have mixed case, but should otherwise match: " + String.join(",", wrong));
    }
  }

  private static void checkApiVersion(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path);
      return;
    }
    String[] parts = text.equals("/") ? new String[] {""} : text.split("/", -1);
    if (parts.length > 2) {
      errors.invalid(path, text, "unexpected GroupVersion string: " + text);
      return;
    }
    String group = parts.length == 2 ? parts[0] : "";
    String version = parts[parts.length - 1];
    if (!group.isEmpty()) {
      List<String> wrong = Formats.dnsSubdomain(group);
      if (!wrong.isEmpty()) {
        errors.invalid(path, group, String.join(",", wrong));
      }
    }
    if (version.isEmpty()) {
      errors.invalid(path, text, "version must be specified");
      return;
    }
    List<String> wrong = Formats.dns1035Label(version);
    if (!wrong.isEmpty()) {
      errors.invalid(path, version, String.join(",", wrong));
    }
  }

  static void checkVariables(List<Variable> variables, Path path, FieldErrors errors) {
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Path at = path.index(i);
      String name = variable.name();
      if (name.isBlank()) {
        errors.required(at.child("name"), "name is not specified");
      } else if (!IDENTIFIER.matcher(name).matches() || CelWords.RESERVED.contains(name)) {
        errors.invalid(at.child("name"), name, "must be a valid CEL identifier");
      }
      if (variable.expression().isBlank()) {
        errors.required(at.child("expression"), "expression is not specified");
      }
    }
  }

  static void checkPolicyName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
    } else {
      errors.invalid(path, name, Formats.dnsSubdomain(name));
    }
  }

  static void check(@Nullable ParamRef reference, Path path, FieldErrors errors) {
    if (reference == null) {
      return;
    }
    boolean named = !reference.name().isEmpty();
    boolean selected = reference.selector() != null;
    if (named) {
      errors.invalid(
          path.child("name"), reference.name(), Formats.pathSegment(reference.name(), false));
      if (selected) {
        errors.forbidden(path.child("name"), "name and selector are mutually exclusive");
      }
    }
    LabelSelectorValidation.check(reference.selector(), path.child("selector"), errors);
    if (selected && named) {
      errors.forbidden(path.child("selector"), "name and selector are mutually exclusive");
    }
    if (!selected && !named) {
      errors.required(path, "one of name or selector must be specified");
    }
    String action = reference.parameterNotFoundAction();
    if (action == null || action.isEmpty()) {
      errors.required(path.child("parameterNotFoundAction"));
    } else if (!NOT_FOUND_ACTIONS.contains(action)) {
      errors.notSupported(path.child("parameterNotFoundAction"), action, NOT_FOUND_ACTIONS);
    }
  }

  static void checkActions(List<String> actions, Path path, FieldErrors errors) {
    List<String> supported = List.of("Audit", "Deny", "Warn");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < actions.size(); i++) {
      if (!supported.contains(actions.get(i))) {
        errors.notSupported(path.index(i), actions.get(i), supported);
      }
      if (!seen.add(actions.get(i))) {
        errors.duplicate(path.index(i), actions.get(i));
      }
    }
    if (seen.contains("Deny") && seen.contains("Warn")) {
      errors.invalid(
          path,
          actions,
          "must not contain both Deny and Warn (repeating the same validation failure information"
              + " in the API response and headers serves no purpose)");
    }
    if (seen.isEmpty()) {
      errors.required(path, "at least one validation action is required");
    }
  }
}
