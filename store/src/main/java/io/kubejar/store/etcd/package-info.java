/// The store of several machines: etcd 3.4 and newer, by its own gRPC protocol.
///
/// [EtcdStore] speaks to whichever of several endpoints answers; keys, values and revisions are
/// those of etcd, so that upstream's servers and these can share one.
///
/// Source: <https://etcd.io/docs/v3.5/learning/api/>
@NullMarked
package io.kubejar.store.etcd;

import org.jspecify.annotations.NullMarked;
