/// The service account `default` that every namespace has.
@NullMarked
package io.kubejar.controllers.serviceaccount;

import org.jspecify.annotations.NullMarked;
