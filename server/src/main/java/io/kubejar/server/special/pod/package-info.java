/// Subresources of pods that do more than change a field: binding, eviction, and the streams that
/// go on to the node.
@NullMarked
package io.kubejar.server.special.pod;

import org.jspecify.annotations.NullMarked;
