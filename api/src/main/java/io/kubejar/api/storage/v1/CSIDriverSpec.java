package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a CSI driver needs and can do: attachment, pod details, capacity tracking, ownership
/// changes, tokens and SELinux mounts.
///
/// @param attachRequired Whether volumes must be attached before mounting; default true. Cannot be
///   changed.
/// @param podInfoOnMount Whether pod name, namespace, UID and service account are passed to mount
///   calls; default false.
/// @param volumeLifecycleModes Volume kinds supported: `Persistent` (the default) and/or
///   `Ephemeral` for inline volumes. Cannot be changed.
/// @param storageCapacity Whether scheduling should take published capacity objects into account;
///   default false.
/// @param fsGroupPolicy Ownership changes on mount: `ReadWriteOnceWithFSType` (default), `File` for
///   always, or `None`.
/// @param tokenRequests Service account tokens to hand to the driver at mount; each audience only
///   once.
/// @param requiresRepublish Whether mounted volumes are periodically published again to refresh
///   contents; default false.
/// @param seLinuxMount Whether the driver accepts mounting with an SELinux context option; default
///   false.
/// @param nodeAllocatableUpdatePeriodSeconds Seconds between refreshes of the node's volume limit,
///   at least 10; absent disables them.
/// @param serviceAccountTokenInSecrets True delivers tokens in the secrets field of mount calls,
///   not the volume context; requires `tokenRequests`.
/// @param preventPodSchedulingIfMissing True keeps pods using this driver off nodes where it is not
///   installed; default false.
@ApiType(
    value = "io.k8s.api.storage.v1.CSIDriverSpec",
    proto = "k8s.io.api.storage.v1.CSIDriverSpec")
public record CSIDriverSpec(
    @Field(tag = 1) @Nullable Boolean attachRequired,
    @Field(tag = 2) @Nullable Boolean podInfoOnMount,
    @Field(
            tag = 3,
            known = {"Ephemeral", "Persistent"},
            list = ListType.SET)
        List<String> volumeLifecycleModes,
    @Field(tag = 4) @Nullable Boolean storageCapacity,
    @Field(
            tag = 5,
            known = {"File", "None", "ReadWriteOnceWithFSType"})
        @Nullable String fsGroupPolicy,
    @Field(tag = 6, list = ListType.ATOMIC) List<TokenRequest> tokenRequests,
    @Field(tag = 7) @Nullable Boolean requiresRepublish,
    @Field(tag = 8) @Nullable Boolean seLinuxMount,
    @Field(tag = 9, format = "int64") @Nullable Long nodeAllocatableUpdatePeriodSeconds,
    @Field(tag = 10) @Nullable Boolean serviceAccountTokenInSecrets,
    @Field(tag = 11, gate = "VolumeLimitScaling") @Nullable Boolean preventPodSchedulingIfMissing)
    implements CSIDriverSpecBuilder.With {
  public CSIDriverSpec {
    volumeLifecycleModes = List.copyOf(volumeLifecycleModes);
    tokenRequests = List.copyOf(tokenRequests);
  }

  /// An empty draft.
  public static CSIDriverSpecBuilder builder() {
    return new CSIDriverSpecBuilder();
  }
}
