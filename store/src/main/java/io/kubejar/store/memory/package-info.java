/// A store in memory, for tests and clusters that need not outlive their process.
///
/// [MemoryStore][io.kubejar.store.memory.MemoryStore] opens one.
@NullMarked
package io.kubejar.store.memory;

import org.jspecify.annotations.NullMarked;
