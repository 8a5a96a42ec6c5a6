package io.kubejar.proofs.disk;

/// A call that the disk refuses, with the error number the caller gets.
final class DiskException extends Exception {

  private static final long serialVersionUID = 1;

  static final int ENOENT = 2;
  static final int EIO = 5;
  static final int EEXIST = 17;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int EINVAL = 22;
  static final int ENOSPC = 28;
  static final int ENOSYS = 38;
  static final int ENOTEMPTY = 39;
  static final int EOPNOTSUPP = 95;

  private final int errorNumber;

  DiskException(int errorNumber) {
    super("error " + errorNumber, null, false, false);
    this.errorNumber = errorNumber;
  }

  int errorNumber() {
    return errorNumber;
  }
}
