/// Where it is kept: keys and byte values under one growing revision, with transactions, watch,
/// compaction and leases.
///
/// [Store][io.kubejar.store.Store] is the entry type; `store.memory` and `store.embedded` open one.
/// What holds for each engine:
///
/// - an acknowledged commit is as durable as the engine can make it (embedded: on disk);
/// - every commit that changes something takes the next revision, all of its changes share it;
/// - reads at a revision see exactly what was committed up to it, as long as it is not compacted;
/// - a watch delivers every change of its keys once, in the order of revisions.
@NullMarked
package io.kubejar.store;

import org.jspecify.annotations.NullMarked;
