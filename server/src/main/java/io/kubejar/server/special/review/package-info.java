/// Reviews: who somebody is and what they may do.
@NullMarked
package io.kubejar.server.special.review;

import org.jspecify.annotations.NullMarked;
