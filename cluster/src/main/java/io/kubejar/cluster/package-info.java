/// Where everything is wired: the only place that makes components and joins them.
///
/// [Cluster] is a running cluster in this process; [Main] is the command line's entry.
@NullMarked
package io.kubejar.cluster;

import org.jspecify.annotations.NullMarked;
