/// The plugins `NamespaceAutoProvision` and `NamespaceExists`: what happens in namespaces that are
/// not there.
@NullMarked
package io.kubejar.policy.namespacepresence;

import org.jspecify.annotations.NullMarked;
