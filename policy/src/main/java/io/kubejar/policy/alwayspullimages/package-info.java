/// The plugin `AlwaysPullImages`.
@NullMarked
package io.kubejar.policy.alwayspullimages;

import org.jspecify.annotations.NullMarked;
