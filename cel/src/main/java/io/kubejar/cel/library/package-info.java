/// The functions that expressions may call: CEL's own and those that Kubernetes adds. Each library
/// is a table of signatures with what they compute; [Functions] is all of them.
@NullMarked
package io.kubejar.cel.library;

import org.jspecify.annotations.NullMarked;
