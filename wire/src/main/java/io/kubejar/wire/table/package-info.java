/// Tables: objects as rows of cells, as command lines show them.
///
/// [TableWriter] writes the `Table` of `meta.k8s.io/v1` from a kind's columns; [Age] is the short
/// form of a length of time in its cells.
@NullMarked
package io.kubejar.wire.table;

import org.jspecify.annotations.NullMarked;
