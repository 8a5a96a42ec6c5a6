@NullMarked
package io.kubejar.cluster.machines;

import org.jspecify.annotations.NullMarked;
