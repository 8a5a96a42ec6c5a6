@NullMarked
package io.kubejar.controllers.bootstraptoken;

import org.jspecify.annotations.NullMarked;
