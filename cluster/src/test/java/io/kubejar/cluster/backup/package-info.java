@NullMarked
package io.kubejar.cluster.backup;

import org.jspecify.annotations.NullMarked;
