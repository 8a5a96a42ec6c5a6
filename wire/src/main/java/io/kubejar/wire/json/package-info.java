/// JSON: the reader and writer that generated codecs speak to, and a tree for untyped documents.
///
/// Entry points are [JsonDecoder] and [JsonEncoder] for records, [JsonValue] for trees, and
/// [TypeMeta] to learn a document's kind first. Texts of errors are those of upstream.
@NullMarked
package io.kubejar.wire.json;

import org.jspecify.annotations.NullMarked;
