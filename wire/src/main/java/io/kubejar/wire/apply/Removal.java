package io.kubejar.wire.apply;

import io.kubejar.wire.apply.Managers.Owned;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/// Takes out of a merged object what its manager applied before and no longer names, unless others
/// own it too.
///
/// ```
/// merged ─▶ in the version last applied in ─▶ without what was applied then
///                     └─▶ with what any manager owns, version by version ─▶ in the version written
/// ```
///
/// @param versions the kind's other versions
/// @param shape the kind's in the version written
/// @param apiVersion the version written
record Removal(OtherVersions versions, Shape shape, String apiVersion) {
  /// @param last what the manager applied before
  /// @param managers all managers, with what is applied now
  JsonValue apply(JsonValue merged, Owned last, Managers managers) {
    String version =
        versions.differs(apiVersion, last.apiVersion()) ? last.apiVersion() : apiVersion;
    JsonValue whole =
        in(merged, apiVersion, version, "failed to convert merged object to last applied version");
    FieldSet lastSet = last.set().withNamedFields(shape(version));
    JsonValue pruned = TreeRemoval.remove(shape(version), whole, lastSet);
    pruned = withOwned(whole, pruned, version, managers);
    FieldSet all = TreeFields.of(shape(version), whole).withNamedFields(shape(version));
    FieldSet left = TreeFields.of(shape(version), pruned).withNamedFields(shape(version));
    JsonValue result =
        TreeRemoval.remove(shape(version), whole, all.difference(left).intersection(lastSet));
    return in(result, version, apiVersion, "failed to convert pruned object");
  }

  /// Adds back what managers own, those of the object's own version first.
  private JsonValue withOwned(
      JsonValue whole, JsonValue pruned, String version, Managers managers) {
    Map<String, FieldSet> owned = new LinkedHashMap<>();
    owned.put(version, FieldSet.EMPTY);
    managers.forEach(
        (_, each) ->
            owned.merge(
                versions.differs(version, each.apiVersion()) ? each.apiVersion() : version,
                each.set(),
                FieldSet::union));
    JsonValue result = pruned;
    for (Map.Entry<String, FieldSet> each : owned.entrySet()) {
      String other = each.getKey();
      Shape form = shape(other);
      JsonValue from = in(whole, version, other, "add back owned items");
      JsonValue to = in(result, version, other, "add back owned items");
      FieldSet all = TreeFields.of(form, from).withNamedFields(form);
      FieldSet keep =
          TreeFields.of(form, to)
              .withNamedFields(form)
              .union(each.getValue().withNamedFields(form));
      result =
          in(
              TreeRemoval.remove(form, from, all.difference(keep)),
              other,
              version,
              "add back owned items");
    }
    return result;
  }

  private Shape shape(String version) {
    return version.equals(apiVersion) ? shape : versions.shape(version);
  }

  private JsonValue in(JsonValue object, String from, String to, String step) {
    return from.equals(to)
        ? object
        : versions.converted(object, from, to, "failed to prune fields: " + step);
  }
}
