/// What an expression may know about a value before it runs: its form, its members and how large it
/// can get. Made from a structural schema or from a built-in kind's table of members.
@NullMarked
package io.kubejar.cel.schema;

import org.jspecify.annotations.NullMarked;
