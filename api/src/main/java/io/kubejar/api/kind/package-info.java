/// A kind in one place: its names, its record's codec and its rules as pure functions.
///
/// [Kind] is the entry. What needs state or another component (cluster addresses, binding, exec) is
/// not a rule and lives in the server.
@NullMarked
package io.kubejar.api.kind;

import org.jspecify.annotations.NullMarked;
