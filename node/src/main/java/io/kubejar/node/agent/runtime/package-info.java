/// What the container runtime shows of a pod; [RuntimeView] turns CRI messages into a
/// [PodObservation].
@NullMarked
package io.kubejar.node.agent.runtime;

import org.jspecify.annotations.NullMarked;
