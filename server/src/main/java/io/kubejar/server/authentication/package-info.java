/// Who makes a request: client certificates, tokens of several sorts, and acting as another.
///
/// [io.kubejar.server.authentication.AuthenticatorChain] asks the authenticators in turn;
/// [io.kubejar.server.authentication.Impersonation] comes after it.
@NullMarked
package io.kubejar.server.authentication;

import org.jspecify.annotations.NullMarked;
