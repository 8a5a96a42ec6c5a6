package io.kubejar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// What a failure is called towards the user.
final class Failures {
  private Failures() {}

  /// Whether the machine or the input is to blame, so that a stack trace would help nobody.
  static boolean expected(Throwable failure) {
    return failure instanceof UserException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException;
  }

  /// One line about a failure; files are named with what is the matter with them.
  static String message(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          message(wrapped.getCause());
      case NoSuchFileException file -> file.getFile() + ": there is no such file or directory";
      case AccessDeniedException file -> file.getFile() + ": permission denied";
      case FileAlreadyExistsException file -> file.getFile() + ": exists already";
      case FileSystemException file when file.getReason() != null ->
          file.getFile() + ": " + file.getReason();
      case IOException plain when plain.getMessage() != null -> plain.getMessage();
      case UserException plain when plain.getMessage() != null -> plain.getMessage();
      default -> failure.toString();
    };
  }
}
