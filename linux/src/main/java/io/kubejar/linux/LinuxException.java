package io.kubejar.linux;

/// A system call that the kernel refused, with its error number.
public final class LinuxException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int errorNumber;

  LinuxException(String call, int errorNumber) {
    super(call + ": " + describe(errorNumber));
    this.errorNumber = errorNumber;
  }

  /// The `errno` of the call.
  public int errorNumber() {
    return errorNumber;
  }

  private static String describe(int errorNumber) {
    return switch (errorNumber) {
      case 1 -> "operation not permitted";
      case 2 -> "no such file or directory";
      case 12 -> "out of memory";
      case 13 -> "permission denied";
      case 16 -> "device or resource busy";
      case 17 -> "file exists";
      case 20 -> "not a directory";
      case 22 -> "invalid argument";
      case 28 -> "no space left on device";
      default -> "error " + errorNumber;
    };
  }
}
