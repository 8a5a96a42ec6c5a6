/// Protobuf forms of API objects, read into and written from JSON trees by the tables of the types.
///
/// Clients of upstream send and accept them as `application/vnd.kubernetes.protobuf`.
@NullMarked
package io.kubejar.wire.protobuf;

import org.jspecify.annotations.NullMarked;
