/// How machines become part of a cluster: what the first server leaves for the others, how a
/// machine finds and believes a cluster ([ClusterInfo]), gets its certificate ([NodeCertificate])
/// and, for another server, the cluster's keys ([SharedKeys]).
///
/// Names and forms are kubeadm's wherever it has them.
@NullMarked
package io.kubejar.cluster.machines;

import org.jspecify.annotations.NullMarked;
