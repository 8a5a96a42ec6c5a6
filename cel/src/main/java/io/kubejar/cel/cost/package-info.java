/// What an expression can cost at most, told from the declared sizes of what it works on before it
/// ever runs.
@NullMarked
package io.kubejar.cel.cost;

import org.jspecify.annotations.NullMarked;
