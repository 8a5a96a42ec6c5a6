/// What the API does beyond keeping objects.
///
/// [io.kubejar.server.special.Specials] puts all of it together.
@NullMarked
package io.kubejar.server.special;

import org.jspecify.annotations.NullMarked;
