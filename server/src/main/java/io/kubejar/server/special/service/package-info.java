/// Addresses and node ports of services.
@NullMarked
package io.kubejar.server.special.service;

import org.jspecify.annotations.NullMarked;
