/// How API objects are said: as JSON and YAML, in patches, in selectors and in tables.
///
/// [io.kubejar.wire.json] has the readers and writers under the generated codecs and the tree for
/// documents without a type; the other packages build on it.
@NullMarked
package io.kubejar.wire;

import org.jspecify.annotations.NullMarked;
