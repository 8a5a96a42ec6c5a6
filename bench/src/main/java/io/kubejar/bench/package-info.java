/// What the figures in `docs/performance.md` are taken with: JMH benchmarks and plain programs.
@NullMarked
package io.kubejar.bench;

import org.jspecify.annotations.NullMarked;
