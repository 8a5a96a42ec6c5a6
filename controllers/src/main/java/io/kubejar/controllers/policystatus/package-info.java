/// What validating admission policies are told of their expressions: whether they fit the types
/// that the policy matches.
@NullMarked
package io.kubejar.controllers.policystatus;

import org.jspecify.annotations.NullMarked;
