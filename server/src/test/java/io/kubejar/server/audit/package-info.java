@NullMarked
package io.kubejar.server.audit;

import org.jspecify.annotations.NullMarked;
