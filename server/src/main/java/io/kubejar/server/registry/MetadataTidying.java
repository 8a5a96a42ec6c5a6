package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.server.spi.Warnings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/// What the server sets right in metadata that clients send, instead of refusing it.
final class MetadataTidying {
  private MetadataTidying() {}

  /// The metadata with each owner once; more of them make a warning.
  static ObjectMeta withDistinctOwners(ObjectMeta metadata, Warnings warnings) {
    List<OwnerReference> owners = metadata.ownerReferences();
    if (owners.size() < 2) {
      return metadata;
    }
    var seen = new HashSet<OwnerReference>();
    var uids = new TreeSet<String>();
    var distinct = new ArrayList<OwnerReference>(owners.size());
    for (OwnerReference owner : owners) {
      if (seen.add(owner)) {
        distinct.add(owner);
      } else {
        uids.add(owner.uid());
      }
    }
    if (uids.isEmpty()) {
      return metadata;
    }
    warnings.add(
        ".metadata.ownerReferences contains duplicate entries; API server dedups owner references"
            + " in 1.20+, and may reject such requests as early as 1.24; please fix your requests;"
            + " duplicate UID(s) observed: "
            + String.join(", ", uids));
    return metadata.toBuilder().ownerReferences(distinct).build();
  }

  /// The managed fields of an update: the given ones where they make sense, else those stored.
  static List<ManagedFieldsEntry> managedFields(
      List<ManagedFieldsEntry> given, List<ManagedFieldsEntry> old) {
    if (given.isEmpty()) {
      return old;
    }
    if (given.size() == 1 && given.getFirst().equals(ManagedFieldsEntry.builder().build())) {
      return List.of();
    }
    return isWellFormed(given) ? given : old;
  }

  private static boolean isWellFormed(List<ManagedFieldsEntry> entries) {
    for (ManagedFieldsEntry entry : entries) {
      boolean operation = entry.operation().equals("Apply") || entry.operation().equals("Update");
      if (!operation || !entry.fieldsType().equals("FieldsV1")) {
        return false;
      }
    }
    return true;
  }
}
