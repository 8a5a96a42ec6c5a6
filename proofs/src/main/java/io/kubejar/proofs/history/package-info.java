/// Whether what concurrent clients saw can have happened one after the other.
///
/// [Operation]s with the time they began and ended make a history; a [Model] says what a single
/// thread would see; [Linearizability] looks for an order of the operations that fits both.
@NullMarked
package io.kubejar.proofs.history;

import org.jspecify.annotations.NullMarked;
