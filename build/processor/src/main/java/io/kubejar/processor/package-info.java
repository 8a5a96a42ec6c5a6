/// The annotation processor that turns API records into codecs, builders and schema tables.
///
/// [ApiProcessor] is the entry; [RecordModel] is what it reads of a record, and the writers turn
/// one model into one generated class each.
@NullMarked
package io.kubejar.processor;

import org.jspecify.annotations.NullMarked;
