/// Tests of what namespaces are given and how they end.
@NullMarked
package io.kubejar.controllers.rootca;

import org.jspecify.annotations.NullMarked;
