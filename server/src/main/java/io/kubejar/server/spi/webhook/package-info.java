/// How the server asks webhooks, of whatever sort they are.
@NullMarked
package io.kubejar.server.spi.webhook;

import org.jspecify.annotations.NullMarked;
