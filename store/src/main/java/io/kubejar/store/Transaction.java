package io.kubejar.store;

import java.util.HashSet;
import java.util.List;

/// Changes that take place together under one revision, if all comparisons hold.
///
/// @param compares what must hold; may be empty
/// @param operations what to change, at most one per key
public record Transaction(List<Compare> compares, List<Operation> operations) {

  public Transaction {
    compares = List.copyOf(compares);
    operations = List.copyOf(operations);
    if (operations.size() > 1) {
      var keys = HashSet.<String>newHashSet(operations.size());
      for (var operation : operations) {
        if (!keys.add(operation.key())) {
          throw new IllegalArgumentException("duplicate key in transaction: " + operation.key());
        }
      }
    }
  }

  /// Puts a key that must not exist.
  public static Transaction create(String key, byte[] value) {
    return create(key, value, 0);
  }

  /// Puts a key that must not exist, under a lease (0: none).
  public static Transaction create(String key, byte[] value, long lease) {
    return new Transaction(List.of(Compare.absent(key)), List.of(new Put(key, value, lease)));
  }

  /// Puts a key whose newest change must be of the given revision (0: must not exist).
  public static Transaction update(String key, long modRevision, byte[] value) {
    return new Transaction(List.of(new Compare(key, modRevision)), List.of(new Put(key, value, 0)));
  }

  /// Deletes a key whose newest change must be of the given revision.
  public static Transaction delete(String key, long modRevision) {
    return new Transaction(List.of(new Compare(key, modRevision)), List.of(new Delete(key)));
  }

  /// Puts a key, whatever it was.
  public static Transaction put(String key, byte[] value) {
    return new Transaction(List.of(), List.of(new Put(key, value, 0)));
  }

  /// A comparison: the newest change of the key is of this revision, or the key is absent for 0.
  public record Compare(String key, long modRevision) {

    /// The key does not exist.
    public static Compare absent(String key) {
      return new Compare(key, 0);
    }
  }

  /// A change of one key.
  public sealed interface Operation {
    /// The key to change.
    String key();
  }

  /// Writes a value.
  ///
  /// @param value shared, not to be changed
  /// @param lease the lease the key ends with, 0 for none
  @SuppressWarnings(
      "ArrayRecordComponent") // values are shared by contract; nobody compares operations
  public record Put(String key, byte[] value, long lease) implements Operation {}

  /// Removes a key; nothing when it does not exist.
  public record Delete(String key) implements Operation {}
}
