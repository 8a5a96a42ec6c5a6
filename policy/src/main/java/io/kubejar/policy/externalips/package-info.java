/// The plugin `DenyServiceExternalIPs`.
@NullMarked
package io.kubejar.policy.externalips;

import org.jspecify.annotations.NullMarked;
