/// Changes that configurations make to objects: steps in a fixed order, some of which want to be
/// asked again when a later one changed the object.
@NullMarked
package io.kubejar.policy.mutation;

import org.jspecify.annotations.NullMarked;
