@NullMarked
package io.kubejar.bench.figures;

import org.jspecify.annotations.NullMarked;
