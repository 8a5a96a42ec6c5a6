/// Pod disruption budgets: how many pods may be evicted now.
///
/// [DisruptionController] keeps their status; [ExpectedPods] counts the pods that their owners ask
/// for.
@NullMarked
package io.kubejar.controllers.disruption;

import org.jspecify.annotations.NullMarked;
