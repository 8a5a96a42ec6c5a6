/// The objects every cluster has from its first moment: namespaces, roles, priority classes, the
/// service `kubernetes` and the like.
///
/// [io.kubejar.server.bootstrap.Bootstrap] creates what is missing at each start. Most objects are
/// in the resource `objects.jsonl`, one a line.
@NullMarked
package io.kubejar.server.bootstrap;

import org.jspecify.annotations.NullMarked;
