/// Plays recorded requests of the API against a server and compares its answers with the recorded
/// ones.
///
/// [io.kubejar.cluster.recordings.Recording] is a recorded scenario,
/// [io.kubejar.cluster.recordings.Replay] plays it, and [io.kubejar.cluster.recordings.Comparison]
/// tells where an answer differs.
@NullMarked
package io.kubejar.cluster.recordings;

import org.jspecify.annotations.NullMarked;
