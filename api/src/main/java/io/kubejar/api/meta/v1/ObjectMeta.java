package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import io.kubejar.api.value.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metadata every stored object has: name, namespace, UID, versions, labels, annotations,
/// owners, finalizers and field ownership.
///
/// @param name Identifier unique per resource and namespace; fixed once the object exists.
/// @param generateName Prefix from which the server builds a unique name when `name` is empty.
/// @param namespace Namespace holding the object; empty for cluster-scoped ones, `default` when
///   none was chosen.
/// @param selfLink Obsolete URL of the object; servers have stopped filling it in.
/// @param uid Server-assigned UUID that is never reused, distinguishing successive objects of the
///   same name.
/// @param resourceVersion Opaque version for optimistic locking and watches; compare only as the
///   API rules allow.
/// @param generation Counter the server raises whenever the desired state (usually `spec`) changes.
/// @param creationTimestamp Server time at which the object was stored; clients cannot set it. UTC.
/// @param deletionTimestamp Set by the server once graceful deletion begins; time after which the
///   object may vanish.
/// @param deletionGracePeriodSeconds Seconds allowed for clean termination; present only together
///   with `deletionTimestamp` and may only shrink.
/// @param labels Short key/value pairs used to organise objects and to select them in queries.
/// @param annotations Arbitrary key/value data for tools, not selectable; 256 KiB for all entries
///   together.
/// @param ownerReferences Objects this one depends on; it is garbage collected after all of them
///   are gone.
/// @param finalizers Names that must each be removed by their handlers before deletion can
///   complete.
/// @param managedFields Bookkeeping of which manager owns which fields, maintained by the server
///   for apply.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.ObjectMeta")
public record ObjectMeta(
    @Field(tag = 1) String name,
    @Field(tag = 2) String generateName,
    @Field(tag = 3) String namespace,
    @Field(tag = 4) String selfLink,
    @Field(tag = 5) String uid,
    @Field(tag = 6) String resourceVersion,
    @Field(tag = 7, format = "int64") long generation,
    @Field(tag = 8) @Nullable Time creationTimestamp,
    @Field(tag = 9) @Nullable Time deletionTimestamp,
    @Field(tag = 10, format = "int64") @Nullable Long deletionGracePeriodSeconds,
    @Field(tag = 11) Map<String, String> labels,
    @Field(tag = 12) Map<String, String> annotations,
    @Field(tag = 13, list = ListType.MAP, keys = "uid", patch = "merge", mergeKey = "uid")
        List<OwnerReference> ownerReferences,
    @Field(tag = 14, list = ListType.SET, patch = "merge") List<String> finalizers,
    @Field(tag = 17, list = ListType.ATOMIC) List<ManagedFieldsEntry> managedFields)
    implements ObjectMetaBuilder.With {
  public ObjectMeta {
    ownerReferences = List.copyOf(ownerReferences);
    finalizers = List.copyOf(finalizers);
    managedFields = List.copyOf(managedFields);
    labels = SortedStringMap.copyOf(labels);
    annotations = SortedStringMap.copyOf(annotations);
  }

  /// An empty draft.
  public static ObjectMetaBuilder builder() {
    return new ObjectMetaBuilder();
  }
}
