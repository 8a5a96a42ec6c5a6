/// The API server's figures, each beside that of a bare server of the same HTTP stack:
/// [Figures][io.kubejar.bench.figures.Figures] prints the table,
/// [Curves][io.kubejar.bench.figures.Curves] how cost grows, [Soak][io.kubejar.bench.figures.Soak]
/// and [Million][io.kubejar.bench.figures.Million] what becomes of a server in the long run.
///
/// Servers are processes of their own; what they cost is read from `/proc`.
@NullMarked
package io.kubejar.bench.figures;

import org.jspecify.annotations.NullMarked;
