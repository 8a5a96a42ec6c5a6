/// Everything a store holds at one revision as a stream of bytes, which can be loaded into another
/// store of any engine.
///
/// ```
/// text     KUBEJAR-STORE 1 line feed
/// number   the revision                                        eight bytes, most significant first
/// records  1  lease: id, seconds to live, expiry in milliseconds since 1970
///          2  entry: key (length in four bytes, UTF-8), value (likewise), create revision,
///             mod revision, version, lease
/// end      0  number of entries, SHA-256 of all before it
/// ```
///
/// A lease stands before the first entry under it.
@NullMarked
package io.kubejar.store.snapshot;

import org.jspecify.annotations.NullMarked;
