/// The API server: [ApiServer] puts its parts together and listens.
@NullMarked
package io.kubejar.server;

import org.jspecify.annotations.NullMarked;
