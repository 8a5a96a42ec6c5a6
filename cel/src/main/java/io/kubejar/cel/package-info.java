/// The Common Expression Language as Kubernetes speaks it.
///
/// A [CelEnvironment] knows the variables of a place where expressions stand; it compiles texts to
/// [CelExpression]s, which are evaluated with [io.kubejar.cel.program.Bindings] and a
/// [io.kubejar.cel.program.Budget]. Values are plain objects (see [io.kubejar.cel.value]).
///
/// Everything is loaded when the first environment is used, so a cluster without expressions pays
/// nothing for them.
@NullMarked
package io.kubejar.cel;

import org.jspecify.annotations.NullMarked;
