/// Who owns which fields of an object, and server-side apply: sets of fields, trees seen through
/// their schema, and the rules by which managers gain and lose fields.
@NullMarked
package io.kubejar.wire.apply;

import org.jspecify.annotations.NullMarked;
