/// How objects lie in the store: JSON or protobuf, each kind in one version.
@NullMarked
package io.kubejar.server.storage;

import org.jspecify.annotations.NullMarked;
