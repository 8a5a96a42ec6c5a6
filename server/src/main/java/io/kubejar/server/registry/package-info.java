/// What is kept and how it changes: one [Registry] for each kind, on top of the store, with a cache
/// of all its objects that feeds reads and watches.
///
/// A write is decided from the newest stored state and stored if that state is still the newest
/// (compare and swap). A read waits until the cache has seen what the store has, so that everybody
/// reads their own and others' acknowledged writes. Objects are decoded once; the cache, watchers
/// within the process and answers share the same instance and the same encoded bytes.
@NullMarked
package io.kubejar.server.registry;

import org.jspecify.annotations.NullMarked;
