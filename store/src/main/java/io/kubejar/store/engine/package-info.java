/// What the engines that live in this process share: one committer thread, watches, leases, repair.
///
/// [EngineStore][io.kubejar.store.engine.EngineStore] is the store over an
/// [Engine][io.kubejar.store.engine.Engine], which only keeps versions of entries. Invariants: only
/// the committer writes commits; a reader first learns the revision, then takes a view, then checks
/// compaction, so what it reads cannot vanish under it; a watch is told of a commit before the
/// commit's revision shows.
@NullMarked
package io.kubejar.store.engine;

import org.jspecify.annotations.NullMarked;
