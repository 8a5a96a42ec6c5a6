/// Tests of what namespaces are given and how they end.
@NullMarked
package io.kubejar.controllers.serviceaccount;

import org.jspecify.annotations.NullMarked;
