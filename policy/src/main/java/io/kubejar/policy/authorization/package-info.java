/// The file that names authorizers: `AuthorizationConfiguration`.
@NullMarked
package io.kubejar.policy.authorization;

import org.jspecify.annotations.NullMarked;
