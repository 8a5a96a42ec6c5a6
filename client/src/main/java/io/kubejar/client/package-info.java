/// How components talk to the API: typed requests, watches, informers and what is built on them.
///
/// [Client] is the entry; a [Transport] carries its requests over HTTP or within the process.
@NullMarked
package io.kubejar.client;

import org.jspecify.annotations.NullMarked;
