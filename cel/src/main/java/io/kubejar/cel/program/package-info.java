/// Checked expressions as trees of nodes that compute values, charging for every step.
///
/// The parser and checker are the library's; the evaluator is ours, because limits on cost, views
/// over documents and upstream's error texts reach into every step (see the decision record).
@NullMarked
package io.kubejar.cel.program;

import org.jspecify.annotations.NullMarked;
