/// How long nodes may keep what they read of secrets and config maps.
@NullMarked
package io.kubejar.controllers.nodettl;

import org.jspecify.annotations.NullMarked;
