/// Keeps as many pods of a template running as a replica set, or a replication controller, asks
/// for.
///
/// Entry type: [ReplicaSetController]. Both kinds share all code; [ReplicaKind] tells them apart.
@NullMarked
package io.kubejar.controllers.replicaset;

import org.jspecify.annotations.NullMarked;
