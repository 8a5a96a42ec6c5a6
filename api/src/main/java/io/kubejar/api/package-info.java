/// What can be said: every kind that Kubernetes 1.36 serves, as immutable records with their rules.
///
/// [BuiltInKinds] lists them all.
@NullMarked
package io.kubejar.api;

import org.jspecify.annotations.NullMarked;
