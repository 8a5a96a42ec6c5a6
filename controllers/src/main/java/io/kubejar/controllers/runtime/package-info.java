/// What all controllers share: the loop that takes keys from a queue and reconciles them, owner
/// references, adoption, expectations, and the creating and deleting of pods.
///
/// A controller puts the keys of its objects into a [ReconcileLoop] when an informer tells of a
/// change, and looks only at the current state when a key's turn comes. Decisions are made by pure
/// functions where that is natural; the reconciler then applies them.
@NullMarked
package io.kubejar.controllers.runtime;

import org.jspecify.annotations.NullMarked;
