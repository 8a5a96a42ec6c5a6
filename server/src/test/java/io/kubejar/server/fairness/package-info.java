@NullMarked
package io.kubejar.server.fairness;

import org.jspecify.annotations.NullMarked;
