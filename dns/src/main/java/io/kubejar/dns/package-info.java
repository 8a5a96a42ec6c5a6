/// How services are named: a DNS server that answers from informers.
///
/// [DnsServer] speaks the protocol, [ClusterZone] knows the cluster's names (the specification
/// "Kubernetes DNS-Based Service Discovery"), [Forwarder] asks others for the rest.
@NullMarked
package io.kubejar.dns;

import org.jspecify.annotations.NullMarked;
