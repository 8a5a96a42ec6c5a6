/// Tokens of service accounts.
@NullMarked
package io.kubejar.server.special.token;

import org.jspecify.annotations.NullMarked;
