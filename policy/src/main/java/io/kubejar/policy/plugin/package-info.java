/// What admission plugins have in common: how they change objects and how they refuse.
@NullMarked
package io.kubejar.policy.plugin;

import org.jspecify.annotations.NullMarked;
