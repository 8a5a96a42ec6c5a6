/// Rules over the whole tree: the format of every source and who may depend on whom.
@NullMarked
package io.kubejar.checks;

import org.jspecify.annotations.NullMarked;
