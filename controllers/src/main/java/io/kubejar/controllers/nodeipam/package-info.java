/// The assignment of pod address ranges to nodes.
@NullMarked
package io.kubejar.controllers.nodeipam;

import org.jspecify.annotations.NullMarked;
