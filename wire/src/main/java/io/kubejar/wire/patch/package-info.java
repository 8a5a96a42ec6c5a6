/// Patches: the three forms in which a client says what to change rather than what to store.
///
/// [JsonPatch] is RFC 6902, [MergePatch] RFC 7386, [StrategicMerge] Kubernetes' own, which knows
/// the type's schema. All take a tree and return a new one.
@NullMarked
package io.kubejar.wire.patch;

import org.jspecify.annotations.NullMarked;
