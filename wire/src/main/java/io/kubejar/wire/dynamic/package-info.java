/// Objects whose kind is known only at run time: custom resources, and what is handled without its
/// record.
///
/// A [DynamicObject] is metadata and a tree; a [DynamicCodec] reads and writes it under the name of
/// one kind, and lets a [DynamicContent] decide what becomes of each member.
@NullMarked
package io.kubejar.wire.dynamic;

import org.jspecify.annotations.NullMarked;
