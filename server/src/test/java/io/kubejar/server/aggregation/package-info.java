@NullMarked
package io.kubejar.server.aggregation;

import org.jspecify.annotations.NullMarked;
