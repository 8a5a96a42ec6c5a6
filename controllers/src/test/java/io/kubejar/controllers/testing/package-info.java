/// An API in memory and a manual clock, on which controllers are tried out step by step.
@NullMarked
package io.kubejar.controllers.testing;

import org.jspecify.annotations.NullMarked;
