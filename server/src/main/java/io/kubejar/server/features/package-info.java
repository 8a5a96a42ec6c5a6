/// What can be switched on and off: features by their gates, and versions of the API.
///
/// [io.kubejar.server.features.FeatureGates] knows every gate of upstream's release;
/// [io.kubejar.server.features.RuntimeConfig] says which versions and resources are served.
@NullMarked
package io.kubejar.server.features;

import org.jspecify.annotations.NullMarked;
