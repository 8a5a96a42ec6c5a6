/// Keeps new objects out of namespaces that are missing or on their way out.
@NullMarked
package io.kubejar.policy.namespacelifecycle;

import org.jspecify.annotations.NullMarked;
