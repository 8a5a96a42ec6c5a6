/// How people ask: the command line.
///
/// [KubejarCommand] is the root; what the commands do to a cluster is behind [Operations], which
/// the composition root implements.
@NullMarked
package io.kubejar.cli;

import org.jspecify.annotations.NullMarked;
