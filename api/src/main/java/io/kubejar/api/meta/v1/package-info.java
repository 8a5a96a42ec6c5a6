/// What all kinds share: metadata, lists, options, status answers.
@NullMarked
package io.kubejar.api.meta.v1;

import org.jspecify.annotations.NullMarked;
