/// The Pod Security Standards: three levels of what a pod may ask of its node, which a namespace's
/// labels choose. [PodSecurity] is the plugin, [Standards] judges a pod, and the checks are in
/// [BaselineChecks] and [RestrictedChecks].
@NullMarked
package io.kubejar.policy.podsecurity;

import org.jspecify.annotations.NullMarked;
