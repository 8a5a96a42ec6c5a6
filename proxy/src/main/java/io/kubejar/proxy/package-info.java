/// How services are reached: rules in the kernel that send a service's traffic to its endpoints.
///
/// [ServiceProxy] follows services and endpoint slices; [Ruleset] works out the rules they need;
/// [Nftables] brings the kernel from one set of rules to the next in one transaction.
@NullMarked
package io.kubejar.proxy;

import org.jspecify.annotations.NullMarked;
