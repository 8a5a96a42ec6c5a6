/// Selectors: which objects a request, a watch or a controller means, by labels or by fields.
///
/// [Labels] and [Fields] read and match them.
@NullMarked
package io.kubejar.wire.select;

import org.jspecify.annotations.NullMarked;
