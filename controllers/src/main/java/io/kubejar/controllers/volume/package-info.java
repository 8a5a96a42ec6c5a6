/// Persistent volumes and their claims: which belong together, and what keeps them from going.
///
/// [VolumeBinder] follows both ends. A claim looks for its volume ([VolumeMatch]), the volume is
/// marked first and the claim then, so that a stop between the two is mended by the next look.
@NullMarked
package io.kubejar.controllers.volume;

import org.jspecify.annotations.NullMarked;
