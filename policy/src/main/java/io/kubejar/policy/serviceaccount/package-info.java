/// Gives every pod a service account and mounts its token.
@NullMarked
package io.kubejar.policy.serviceaccount;

import org.jspecify.annotations.NullMarked;
