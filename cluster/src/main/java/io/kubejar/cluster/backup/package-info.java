/// Backups of whole clusters: the store at one revision, and the keys without which nobody could
/// read it or log in.
@NullMarked
package io.kubejar.cluster.backup;

import org.jspecify.annotations.NullMarked;
