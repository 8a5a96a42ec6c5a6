/// The transport over HTTP, for components that run apart from the API server.
@NullMarked
package io.kubejar.client.http;

import org.jspecify.annotations.NullMarked;
