/// Marks new nodes as not ready.
@NullMarked
package io.kubejar.policy.taintnodesbycondition;

import org.jspecify.annotations.NullMarked;
