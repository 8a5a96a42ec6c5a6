/// The API for callers within the process: the same authorization, admission and rules as over
/// HTTP, but records instead of bytes, shared and never copied.
///
/// [DirectApi] gives each user a [DirectCaller].
@NullMarked
package io.kubejar.server.direct;

import org.jspecify.annotations.NullMarked;
