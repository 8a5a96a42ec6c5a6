/// Service account tokens: JSON web tokens that the server signs with its own key and believes only
/// while the account, and the object a token is bound to, exist.
@NullMarked
package io.kubejar.server.token;

import org.jspecify.annotations.NullMarked;
