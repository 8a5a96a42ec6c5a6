/// Lets a service say which images pods may run.
@NullMarked
package io.kubejar.policy.imagepolicy;

import org.jspecify.annotations.NullMarked;
