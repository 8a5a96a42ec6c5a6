/// The ConfigMap `kube-root-ca.crt` of every namespace, with which pods verify the API server.
@NullMarked
package io.kubejar.controllers.rootca;

import org.jspecify.annotations.NullMarked;
