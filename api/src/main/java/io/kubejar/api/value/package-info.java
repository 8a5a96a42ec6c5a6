/// Values that Kubernetes writes in forms of their own: quantities, times, raw JSON and the like.
///
/// Every type here is immutable, compares by value and knows its canonical text.
@NullMarked
package io.kubejar.api.value;

import org.jspecify.annotations.NullMarked;
