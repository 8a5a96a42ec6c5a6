/// What authorizers, authenticators and admission plugins are to the server, and it to them.
@NullMarked
package io.kubejar.server.spi;

import org.jspecify.annotations.NullMarked;
