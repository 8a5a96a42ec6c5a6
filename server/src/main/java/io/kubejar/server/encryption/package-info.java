/// Encryption at rest: values are sealed before they reach the store and opened when they leave it.
///
/// [EncryptionConfiguration] is upstream's file of that name; [EncryptedStore] puts it to work
/// around any other store. Values have upstream's form, so that either side reads what the other
/// wrote: `k8s:enc:<provider>:v1:<key>:` and the sealed bytes.
///
/// Source: <https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/>
@NullMarked
package io.kubejar.server.encryption;

import org.jspecify.annotations.NullMarked;
