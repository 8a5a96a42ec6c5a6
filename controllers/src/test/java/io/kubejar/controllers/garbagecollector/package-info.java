/// Tests of garbage collection.
@NullMarked
package io.kubejar.controllers.garbagecollector;

import org.jspecify.annotations.NullMarked;
