/// Bootstrap tokens: the signatures by which newcomers know the cluster, and the end of the tokens.
@NullMarked
package io.kubejar.controllers.bootstraptoken;

import org.jspecify.annotations.NullMarked;
