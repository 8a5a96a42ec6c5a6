package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.IntOrString;

/// The rules for counts that may be given as a share.
public final class NumberOrPercent {
  private NumberOrPercent() {}

  /// Reports a negative number, a text that is no percentage and a percentage above 100.
  public static void check(IntOrString value, Path path, FieldErrors errors) {
    switch (value) {
      case IntOrString.Int(int number) -> errors.nonNegative(path, number);
      case IntOrString.Text(String text) -> errors.invalid(path, text, Formats.percent(text));
    }
  }

  /// Reports a percentage above 100.
  public static void checkAtMostAll(IntOrString value, Path path, FieldErrors errors) {
    if (percent(value) > 100) {
      errors.invalid(path, value, "must not be greater than 100%");
    }
  }

  /// The number, or the number in front of the percent sign.
  public static int number(IntOrString value) {
    return switch (value) {
      case IntOrString.Int(int number) -> number;
      case IntOrString.Text _ -> percent(value);
    };
  }

  private static int percent(IntOrString value) {
    return value instanceof IntOrString.Text(String text)
            && Formats.percent(text).isEmpty()
            && text.length() < 8
        ? Integer.parseInt(text.substring(0, text.length() - 1))
        : 0;
  }
}
