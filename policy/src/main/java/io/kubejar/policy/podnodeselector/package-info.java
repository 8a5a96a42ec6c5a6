/// The plugin `PodNodeSelector`: namespaces whose pods run on certain nodes only.
@NullMarked
package io.kubejar.policy.podnodeselector;

import org.jspecify.annotations.NullMarked;
