/// What the command line does to clusters on this machine: start, look, stop, clean up.
@NullMarked
package io.kubejar.cluster.operations;

import org.jspecify.annotations.NullMarked;
