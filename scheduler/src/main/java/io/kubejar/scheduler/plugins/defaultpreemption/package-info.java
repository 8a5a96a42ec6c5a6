/// The plugin that makes room for pods of higher priority.
@NullMarked
package io.kubejar.scheduler.plugins.defaultpreemption;

import org.jspecify.annotations.NullMarked;
