/// JSON web tokens of issuers outside of the cluster (OpenID Connect).
///
/// [io.kubejar.server.jwt.AuthenticationConfiguration] says which issuers are believed and how
/// their claims become users; [io.kubejar.server.jwt.JwtAuthenticator] does it with the keys that
/// [io.kubejar.server.jwt.IssuerKeys] fetches.
@NullMarked
package io.kubejar.server.jwt;

import org.jspecify.annotations.NullMarked;
