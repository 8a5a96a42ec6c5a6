package io.kubejar.store;

import java.util.Arrays;

/// A key with its value and the revisions that made it.
///
/// @param value shared, not to be changed
/// @param createRevision the commit that created the key
/// @param modRevision the commit that wrote this value
/// @param version how many times the key was written since its creation, from 1
/// @param lease the lease it ends with, 0 for none
@SuppressWarnings(
    "ArrayRecordComponent") // values are shared by contract; copies would cost every read
public record Entry(
    String key, byte[] value, long createRevision, long modRevision, long version, long lease) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry that
        && key.equals(that.key)
        && modRevision == that.modRevision
        && createRevision == that.createRevision
        && version == that.version
        && lease == that.lease
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Long.hashCode(modRevision);
  }

  @Override
  public String toString() {
    return key + "@" + modRevision + " (version " + version + ", " + value.length + " bytes)";
  }
}
