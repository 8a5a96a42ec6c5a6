/// A disk that loses power: a file system, kept in this process and mounted by FUSE, that knows of
/// every page and every name whether it was synced.
///
/// [Disk] is the file system with its memory of what is safe, [MountedDisk] shows it to other
/// processes, [Image] is a moment of it, of which [Remains] choose what a power failure leaves.
/// [Faults] make it slow, full, failing or lying.
@NullMarked
package io.kubejar.proofs.disk;

import org.jspecify.annotations.NullMarked;
