package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rules for definitions of custom resources, but for those of schemas.
final class CustomResourceDefinitionValidation {
  private static final Path SPEC = Path.of("spec");
  private static final int LONGEST_WARNING = 256;
  private static final List<String> COLUMN_TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final List<String> COLUMN_FORMATS =
      List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
  private static final String NOT_FOR_NONE =
      "should not be set when strategy is not set to Webhook";

  private CustomResourceDefinitionValidation() {}

  /// Reports what is wrong with a definition.
  ///
  /// @param old the stored definition; null when it is new
  static void check(
      CustomResourceDefinition definition,
      @Nullable CustomResourceDefinition old,
      FieldErrors errors) {
    var spec = definition.spec();
    if (old == null
        && !definition.metadata().name().equals(spec.names().plural() + "." + spec.group())) {
      errors.invalid(
          Path.of("metadata", "name"),
          definition.metadata().name(),
          "must be spec.names.plural+\".\"+spec.group");
    }
    group(spec.group(), errors);
    oneOf(SPEC.child("scope"), spec.scope(), List.of("Cluster", "Namespaced"), errors);
    versions(spec, errors);
    requiredNames(spec.names(), errors);
    names(spec.names(), SPEC.child("names"), errors);
    shared(spec, errors);
    conversion(spec.conversion(), old, errors);
    if (old != null) {
      immutable(definition, old, errors);
    }
    names(definition.status().acceptedNames(), Path.of("status", "acceptedNames"), errors);
    storedVersions(definition, errors);
    boolean preserved = old != null && old.spec().preserveUnknownFields();
    if (spec.preserveUnknownFields() && !preserved) {
      errors.invalid(
          SPEC.child("preserveUnknownFields"),
          true,
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
              + " spec.versions[*].schema instead");
    }
  }

  /// Reports what is wrong with the names of a status.
  static void checkAccepted(CustomResourceDefinition definition, FieldErrors errors) {
    names(definition.status().acceptedNames(), Path.of("status", "acceptedNames"), errors);
  }

  private static void group(String group, FieldErrors errors) {
    Path path = SPEC.child("group");
    List<String> wrong = Formats.dnsSubdomain(group);
    if (group.isEmpty()) {
      errors.required(path);
    } else if (!wrong.isEmpty()) {
      errors.invalid(path, group, String.join(",", wrong));
    } else if (group.indexOf('.') < 0) {
      errors.invalid(path, group, "should be a domain with at least one dot");
    }
  }

  private static void oneOf(Path path, String value, List<String> supported, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path);
    } else if (!supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }

  private static void label(Path path, String value, String before, FieldErrors errors) {
    List<String> wrong =
        Formats.dns1035Label(before.isEmpty() ? value : value.toLowerCase(Locale.ROOT));
    if (!value.isEmpty() && !wrong.isEmpty()) {
      errors.invalid(path, value, before + String.join(",", wrong));
    }
  }

  private static void versions(CustomResourceDefinitionSpec spec, FieldErrors errors) {
    Path path = SPEC.child("versions");
    List<CustomResourceDefinitionVersion> versions = spec.versions();
    Set<String> seen = new HashSet<>();
    int stored = 0;
    boolean unique = true;
    for (int i = 0; i < versions.size(); i++) {
      var version = versions.get(i);
      Path at = path.index(i);
      stored += version.storage() ? 1 : 0;
      unique &= seen.add(version.name());
      List<String> wrong = Formats.dns1035Label(version.name());
      if (!wrong.isEmpty()) {
        errors.invalid(at.child("name"), version.name(), String.join(",", wrong));
      }
      var schema = version.schema();
      if (version.served() && (schema == null || schema.openAPIV3Schema() == null)) {
        errors.required(at.child("schema").child("openAPIV3Schema"));
      }
      deprecation(version, at.child("deprecationWarning"), errors);
      if (!isShared(spec, CustomResourceDefinitionVersion::subresources)) {
        subresources(version.subresources(), at.child("subresources"), errors);
      }
      if (!isShared(spec, CustomResourceDefinitionVersion::additionalPrinterColumns)) {
        columns(version, at, errors);
      }
      if (!isShared(spec, CustomResourceDefinitionVersion::selectableFields)) {
        SelectableFieldValidation.check(version, at.child("selectableFields"), errors);
      }
    }
    if (!unique) {
      errors.invalid(path, plain(spec), "must contain unique version names");
    }
    if (stored != 1) {
      errors.invalid(path, plain(spec), "must have exactly one version marked as storage version");
    }
    if (!versions.isEmpty()) {
      String first = versions.getFirst().name();
      List<String> wrong = Formats.dns1035Label(first);
      if (!first.isEmpty() && !wrong.isEmpty()) {
        errors.invalid(SPEC.child("version"), first, String.join(",", wrong));
      }
    }
  }

  /// What all versions have in common stands at the top of the form that messages speak of.
  private static boolean isShared(
      CustomResourceDefinitionSpec spec, Function<CustomResourceDefinitionVersion, ?> part) {
    return spec.versions().stream()
            .map(version -> part.apply(version) == null ? "" : part.apply(version))
            .distinct()
            .count()
        == 1;
  }

  private static void shared(CustomResourceDefinitionSpec spec, FieldErrors errors) {
    if (spec.versions().isEmpty()) {
      return;
    }
    var any = spec.versions().getFirst();
    if (isShared(spec, CustomResourceDefinitionVersion::subresources)) {
      subresources(any.subresources(), SPEC.child("subresources"), errors);
    }
    if (isShared(spec, CustomResourceDefinitionVersion::additionalPrinterColumns)) {
      columns(any, SPEC, errors);
    }
    if (isShared(spec, CustomResourceDefinitionVersion::selectableFields)) {
      SelectableFieldValidation.check(any, SPEC.child("selectableFields"), errors);
    }
  }

  /// The versions in the form that messages show: what they have in common stands elsewhere.
  private static FieldErrors.Json plain(CustomResourceDefinitionSpec spec) {
    StringBuilder out = new StringBuilder("[");
    for (CustomResourceDefinitionVersion version : spec.versions()) {
      var shown =
          version.with(
              v -> {
                if (isShared(spec, CustomResourceDefinitionVersion::schema)) {
                  v.schema((CustomResourceValidation) null);
                }
                if (isShared(spec, CustomResourceDefinitionVersion::subresources)) {
                  v.subresources((CustomResourceSubresources) null);
                }
                if (isShared(spec, CustomResourceDefinitionVersion::additionalPrinterColumns)) {
                  v.additionalPrinterColumns(List.of());
                }
                if (isShared(spec, CustomResourceDefinitionVersion::selectableFields)) {
                  v.selectableFields(List.of());
                }
              });
      out.append(out.length() > 1 ? "," : "")
          .append(Objects.requireNonNull(FieldErrors.plain(shown)).text());
    }
    return new FieldErrors.Json(out.append(']').toString());
  }

  private static void deprecation(
      CustomResourceDefinitionVersion version, Path path, FieldErrors errors) {
    String warning = version.deprecationWarning();
    if (warning == null) {
      return;
    }
    if (!version.deprecated()) {
      errors.invalid(path, warning, "can only be set for deprecated versions");
    }
    if (warning.getBytes(StandardCharsets.UTF_8).length > LONGEST_WARNING) {
      errors.invalid(path, warning, "must be <= " + LONGEST_WARNING + " characters long");
    }
    if (warning.isEmpty()) {
      errors.invalid(path, warning, "must not be an empty string");
    }
    for (int i = 0; i < warning.length(); i++) {
      if (Character.isISOControl(warning.charAt(i))) {
        errors.invalid(
            path,
            warning,
            "must only contain printable UTF-8 characters; non-printable character found at index "
                + i);
        return;
      }
    }
  }

  private static void requiredNames(CustomResourceDefinitionNames names, FieldErrors errors) {
    Path path = SPEC.child("names");
    if (names.plural().isEmpty()) {
      errors.required(path.child("plural"));
    }
    if (names.singular().isEmpty() && !names.kind().isEmpty()) {
      errors.required(path.child("singular"));
    }
    if (names.kind().isEmpty()) {
      errors.required(path.child("kind"));
    }
    if (names.listKind().isEmpty()) {
      errors.required(path.child("listKind"));
    }
  }

  private static void names(CustomResourceDefinitionNames names, Path path, FieldErrors errors) {
    String mixed = "may have mixed case, but should otherwise match: ";
    label(path.child("plural"), names.plural(), "", errors);
    label(path.child("singular"), names.singular(), "", errors);
    label(path.child("kind"), names.kind(), mixed, errors);
    label(path.child("listKind"), names.listKind(), mixed, errors);
    for (int i = 0; i < names.shortNames().size(); i++) {
      label(path.child("shortNames").index(i), names.shortNames().get(i), "", errors);
    }
    if (!names.kind().isEmpty() && names.kind().equals(names.listKind())) {
      errors.invalid(
          path.child("listKind"), names.listKind(), "kind and listKind may not be the same");
    }
    for (int i = 0; i < names.categories().size(); i++) {
      label(path.child("categories").index(i), names.categories().get(i), "", errors);
    }
  }

  private static void subresources(
      @Nullable CustomResourceSubresources subresources, Path path, FieldErrors errors) {
    var scale = subresources == null ? null : subresources.scale();
    if (scale == null) {
      return;
    }
    Path at = path.child("scale");
    replicas(at.child("specReplicasPath"), scale.specReplicasPath(), ".spec", errors);
    replicas(at.child("statusReplicasPath"), scale.statusReplicasPath(), ".status", errors);
    String selector = scale.labelSelectorPath();
    Path selectorPath = at.child("labelSelectorPath");
    if (selector != null
        && !selector.isEmpty()
        && isSimple(selectorPath, selector, errors)
        && !selector.startsWith(".spec.")
        && !selector.startsWith(".status.")) {
      errors.invalid(selectorPath, selector, "should be a json path under either .status or .spec");
    }
  }

  private static void replicas(Path path, String value, String below, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path);
    } else if (isSimple(path, value, errors) && !value.startsWith(below + ".")) {
      errors.invalid(path, value, "should be a json path under " + below);
    }
  }

  private static boolean isSimple(Path path, String value, FieldErrors errors) {
    if (value.charAt(0) == '.') {
      return true;
    }
    errors.invalid(path, value, "must be a simple json path starting with .");
    return false;
  }

  private static void columns(
      CustomResourceDefinitionVersion version, Path path, FieldErrors errors) {
    var columns = version.additionalPrinterColumns();
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      Path at = path.child("additionalPrinterColumns").index(i);
      String types = "must be one of " + String.join(",", COLUMN_TYPES);
      if (column.name().isEmpty()) {
        errors.required(at.child("name"));
      }
      if (column.type().isEmpty()) {
        errors.required(at.child("type"), types);
      } else if (!COLUMN_TYPES.contains(column.type())) {
        errors.invalid(at.child("type"), column.type(), types);
      }
      if (!column.format().isEmpty() && !COLUMN_FORMATS.contains(column.format())) {
        errors.invalid(
            at.child("format"),
            column.format(),
            "must be one of " + String.join(",", COLUMN_FORMATS));
      }
      if (column.jsonPath().isEmpty()) {
        errors.required(at.child("JSONPath"));
      } else {
        isSimple(at.child("JSONPath"), column.jsonPath(), errors);
      }
    }
  }

  private static void conversion(
      @Nullable CustomResourceConversion conversion,
      @Nullable CustomResourceDefinition old,
      FieldErrors errors) {
    if (conversion == null) {
      return;
    }
    Path path = SPEC.child("conversion");
    oneOf(path.child("strategy"), conversion.strategy(), List.of("None", "Webhook"), errors);
    var webhook = conversion.webhook();
    var client = webhook == null ? null : webhook.clientConfig();
    List<String> reviews = webhook == null ? List.of() : webhook.conversionReviewVersions();
    Path clientPath = path.child("webhookClientConfig");
    Path reviewsPath = path.child("conversionReviewVersions");
    if (!conversion.strategy().equals("Webhook")) {
      if (client != null) {
        errors.forbidden(clientPath, NOT_FOR_NONE);
      }
      if (!reviews.isEmpty()) {
        errors.forbidden(reviewsPath, NOT_FOR_NONE);
      }
      return;
    }
    if (client == null) {
      errors.required(clientPath, "required when strategy is set to Webhook");
    } else {
      WebhookClientValidation.check(client, clientPath, errors);
    }
    reviews(reviews, reviewsPath, old == null || reviewsAreKnown(old), errors);
  }

  /// Whether a definition names a version of reviews that is known here, or none.
  private static boolean reviewsAreKnown(CustomResourceDefinition definition) {
    var conversion = definition.spec().conversion();
    var webhook = conversion == null ? null : conversion.webhook();
    List<String> versions = webhook == null ? List.of() : webhook.conversionReviewVersions();
    return versions.isEmpty() || versions.contains("v1") || versions.contains("v1beta1");
  }

  private static void reviews(List<String> versions, Path path, boolean known, FieldErrors errors) {
    if (versions.isEmpty()) {
      errors.required(path);
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < versions.size(); i++) {
      String version = versions.get(i);
      if (!seen.add(version)) {
        errors.invalid(path.index(i), version, "duplicate version");
      } else {
        List<String> wrong = Formats.dns1035Label(version);
        if (!wrong.isEmpty()) {
          errors.invalid(path.index(i), version, String.join(",", wrong));
        }
      }
    }
    if (known && !seen.contains("v1") && !seen.contains("v1beta1")) {
      errors.invalid(path, versions, "must include at least one of v1, v1beta1");
    }
  }

  private static void immutable(
      CustomResourceDefinition definition, CustomResourceDefinition old, FieldErrors errors) {
    var spec = definition.spec();
    var was = old.spec();
    boolean established =
        old.status().conditions().stream()
            .anyMatch(c -> c.type().equals("Established") && c.status().equals("True"));
    if (established) {
      errors.immutable(SPEC.child("scope"), spec.scope(), was.scope());
      errors.immutable(SPEC.child("names").child("kind"), spec.names().kind(), was.names().kind());
    }
    errors.immutable(SPEC.child("group"), spec.group(), was.group());
    errors.immutable(
        SPEC.child("names").child("plural"), spec.names().plural(), was.names().plural());
  }

  private static void storedVersions(CustomResourceDefinition definition, FieldErrors errors) {
    Path path = Path.of("status", "storedVersions");
    List<String> stored = definition.status().storedVersions();
    if (stored.isEmpty()) {
      errors.invalid(path, new FieldErrors.Json("null"), "must have at least one stored version");
      return;
    }
    String storage = "";
    Set<String> all = new HashSet<>();
    for (CustomResourceDefinitionVersion version : definition.spec().versions()) {
      all.add(version.name());
      storage = version.storage() ? version.name() : storage;
    }
    for (int i = 0; i < stored.size(); i++) {
      if (!all.contains(stored.get(i))) {
        String version = stored.get(i);
        errors.invalid(
            path.index(i),
            version,
            ("missing from spec.versions; %1$s was previously a storage version, and must remain in"
                    + " spec.versions until a storage migration ensures no data remains persisted"
                    + " in %1$s and removes %1$s from status.storedVersions")
                .formatted(version));
      }
    }
    if (!storage.isEmpty() && !stored.contains(storage)) {
      errors.invalid(path, stored, "must have the storage version " + storage);
    }
  }
}
