/// The end of namespaces: what is in them goes first, then they do.
///
/// [NamespaceController] deletes and waits; [ContentRemoval] is what came of one attempt and how
/// the namespace's conditions tell of it.
@NullMarked
package io.kubejar.controllers.namespace;

import org.jspecify.annotations.NullMarked;
