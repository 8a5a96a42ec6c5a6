/// Garbage collection: objects go when all their owners are gone.
///
/// [GarbageCollector] follows all kinds through informers with an index from owners to dependents;
/// there is no other state. [Ownership] answers who owns whom, [Tracked] reads and changes objects
/// of one kind. Before anything is deleted, the API itself is asked whether owners exist.
@NullMarked
package io.kubejar.controllers.garbagecollector;

import org.jspecify.annotations.NullMarked;
