/// What a custom resource's schema means: pruning, defaults, validation.
///
/// A [Schema] is made once from what the definition declares and never changes; everything else in
/// the package is a function of a schema and a tree.
@NullMarked
package io.kubejar.server.extension.schema;

import org.jspecify.annotations.NullMarked;
