package io.kubejar.wire.apply;

import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.wire.json.GoText;
import java.util.Comparator;

/// Which entry of `managedFields` a write belongs to.
///
/// @param apiVersion empty for those who apply: they have one entry for all versions
record ManagerId(String manager, String operation, String apiVersion, String subresource)
    implements Comparable<ManagerId> {
  static final String APPLY = "Apply";
  static final String UPDATE = "Update";

  private static final Comparator<ManagerId> ORDER =
      Comparator.comparing(ManagerId::manager)
          .thenComparing(ManagerId::operation)
          .thenComparing(ManagerId::apiVersion)
          .thenComparing(ManagerId::subresource);

  static ManagerId of(ManagedFieldsEntry entry) {
    return new ManagerId(
        entry.manager(),
        entry.operation(),
        entry.operation().equals(APPLY) ? "" : entry.apiVersion(),
        entry.subresource());
  }

  boolean applies() {
    return operation.equals(APPLY);
  }

  @Override
  public int compareTo(ManagerId other) {
    return ORDER.compare(this, other);
  }

  /// How messages about conflicts name the manager.
  String described() {
    String text = GoText.quoted(manager);
    if (!subresource.isEmpty()) {
      text += " with subresource " + GoText.quoted(subresource);
    }
    return applies() ? text : text + " using " + apiVersion;
  }
}
