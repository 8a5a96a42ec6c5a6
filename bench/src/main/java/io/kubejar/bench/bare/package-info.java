/// What the HTTP stack alone is able to do, to compare the API server with.
@NullMarked
package io.kubejar.bench.bare;

import org.jspecify.annotations.NullMarked;
