package io.kubejar.store.engine;

/// A moment in the life of a store at which its process may die, in the order in which they come.
public enum Step {
  /// The directory is there with its format, the database is not.
  FORMAT_WRITTEN,
  /// The database is open, and nothing was read from it yet.
  DATABASE_OPENED,
  /// A batch of transactions was decided, and nothing of it is written.
  BATCH_DECIDED,
  /// The batch is on disk, and nobody knows.
  BATCH_SYNCED,
  /// Readers and watches may see the batch, its callers wait.
  BATCH_ANNOUNCED,
  /// The callers were answered, the watches sleep.
  BATCH_ANSWERED,
  /// The engine began a new buffer in memory, and a new log.
  BUFFER_SEALED,
  /// A buffer is about to become a file.
  FLUSH_STARTED,
  /// A buffer became a file.
  FLUSHED,
  /// Files are about to be merged.
  MERGE_STARTED,
  /// Files were merged.
  MERGED,
  /// Compaction is noted, and nothing is removed.
  COMPACTION_MARKED,
  /// A piece of what compaction removes is gone.
  PIECE_SWEPT,
  /// The whole of what compaction removes is gone, its space may not be free.
  SWEPT,
  /// The files are about to be written anew without what is gone.
  REWRITE_STARTED,
  /// The index was written anew, the log was not.
  INDEX_REWRITTEN,
  /// The files were written anew.
  REWRITTEN
}
