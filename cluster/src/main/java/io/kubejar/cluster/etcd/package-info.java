/// An etcd that KubeJar runs beside a server: where it keeps what ([EtcdFiles]), what it is
/// ([EtcdMember]), its process ([EtcdDaemon]), and how it comes into and leaves the cluster of all
/// members ([EtcdMembership], [MemberFollower]).
///
/// Ports, names and forms are kubeadm's for its stacked etcd.
@NullMarked
package io.kubejar.cluster.etcd;

import org.jspecify.annotations.NullMarked;
