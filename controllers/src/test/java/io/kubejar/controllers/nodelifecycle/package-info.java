/// Tests of what controllers do with nodes and their pods.
@NullMarked
package io.kubejar.controllers.nodelifecycle;

import org.jspecify.annotations.NullMarked;
