/// A store on the disk of one machine: RocksDB behind the one committer.
///
/// [EmbeddedStore][io.kubejar.store.embedded.EmbeddedStore] opens one. Its directory:
///
/// ```
/// FORMAT        the number of the format, read before anything else
/// lock          held by the process that has it open, with its id
/// native/       RocksDB's library, unpacked once
/// db/           RocksDB: column families index, log, leases, meta (see Layout)
/// ```
@NullMarked
package io.kubejar.store.embedded;

import org.jspecify.annotations.NullMarked;
