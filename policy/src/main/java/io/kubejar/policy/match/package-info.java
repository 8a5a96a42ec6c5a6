/// Which changes a policy or webhook is about, and what it is told of them.
@NullMarked
package io.kubejar.policy.match;

import org.jspecify.annotations.NullMarked;
