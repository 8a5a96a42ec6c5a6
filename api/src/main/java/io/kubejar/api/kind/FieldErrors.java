package io.kubejar.api.kind;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.kind.FieldError.Type;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.RawJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What validation found wrong so far.
public final class FieldErrors {
  static final String IMMUTABLE = "field is immutable";
  static final String NOT_NEGATIVE = "must be greater than or equal to 0";

  private final List<FieldError> errors = new ArrayList<>();
  private final Predicate<String> features;

  /// Nothing wrong so far; features that allow more than usual are off.
  public FieldErrors() {
    this(_ -> false);
  }

  /// Nothing wrong so far.
  ///
  /// @param features tells whether a feature is on, by its gate
  public FieldErrors(Predicate<String> features) {
    this.features = features;
  }

  /// Whether a feature is on that allows more than usual.
  ///
  /// @param gate of a feature that is off unless somebody asks for it
  public boolean allows(String gate) {
    return features.test(gate);
  }

  /// A value that stands in a message as JSON.
  public record Json(String text) {}

  /// A record as it is written in documents, or `null`.
  public static <T> @Nullable Json json(Codec<T> codec, @Nullable T value) {
    return value == null ? null : new Json(TextWriter.write(codec, value));
  }

  /// A record in the form that messages show where they do not show the document's: members named
  /// and ordered like the fields of a server's own structures, and absent ones as `null`.
  public static @Nullable Json plain(@Nullable Record value) {
    return value == null ? null : new Json(PlainForm.compact(value));
  }

  public void required(Path path) {
    required(path, "");
  }

  public void required(Path path, String detail) {
    add(Type.REQUIRED, path, detail);
  }

  public void forbidden(Path path, String detail) {
    add(Type.FORBIDDEN, path, detail);
  }

  /// A value that breaks a rule; texts are quoted, numbers and booleans are not.
  public void invalid(Path path, @Nullable Object value, String detail) {
    add(Type.INVALID, path, quote(value) + (detail.isEmpty() ? "" : ": " + detail));
  }

  /// A value that breaks a rule and is not shown.
  public void invalid(Path path, String detail) {
    add(Type.INVALID, path, detail);
  }

  /// A value that breaks some rules, one error for each.
  public void invalid(Path path, @Nullable Object value, Collection<String> details) {
    for (String detail : details) {
      invalid(path, value, detail);
    }
  }

  /// A value that may not change; nothing when it did not.
  public void immutable(Path path, @Nullable Object value, @Nullable Object old) {
    if (!Objects.equals(value, old)) {
      invalid(path, value, IMMUTABLE);
    }
  }

  /// A number that has to be 0 or more.
  public void nonNegative(Path path, @Nullable Number value) {
    if (value != null && value.longValue() < 0) {
      invalid(path, value, NOT_NEGATIVE);
    }
  }

  public void typeInvalid(Path path, @Nullable Object value, String detail) {
    add(Type.TYPE_INVALID, path, quote(value) + (detail.isEmpty() ? "" : ": " + detail));
  }

  public void duplicate(Path path, @Nullable Object value) {
    duplicate(path, value, "");
  }

  public void duplicate(Path path, @Nullable Object value, String detail) {
    add(Type.DUPLICATE, path, quote(value) + (detail.isEmpty() ? "" : ": " + detail));
  }

  public void notFound(Path path, @Nullable Object value) {
    add(Type.NOT_FOUND, path, quote(value));
  }

  public void notFound(Path path, @Nullable Object value, String detail) {
    add(Type.NOT_FOUND, path, quote(value) + ": " + detail);
  }

  /// A value outside a closed set.
  public void notSupported(Path path, @Nullable Object value, Collection<String> supported) {
    StringBuilder detail = new StringBuilder(quote(value));
    if (!supported.isEmpty()) {
      detail.append(": supported values: ");
      String separator = "";
      for (String each : supported) {
        detail.append(separator).append('"').append(each).append('"');
        separator = ", ";
      }
    }
    add(Type.NOT_SUPPORTED, path, detail.toString());
  }

  /// A text of more than so many bytes.
  public void tooLong(Path path, int max) {
    add(Type.TOO_LONG, path, "may not be more than " + max + " bytes");
  }

  /// A list or map of more than so many items.
  public void tooMany(Path path, int actual, int max) {
    add(
        Type.TOO_MANY,
        path,
        actual + ": must have at most " + max + (max == 1 ? " item" : " items"));
  }

  public void internal(Path path, String detail) {
    add(Type.INTERNAL, path, detail);
  }

  /// The number of errors so far.
  public int count() {
    return errors.size();
  }

  public void add(FieldError error) {
    errors.add(error);
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  public List<FieldError> toList() {
    return List.copyOf(errors);
  }

  private void add(Type type, Path path, String detail) {
    errors.add(
        new FieldError(
            type, path.toString(), type.title() + (detail.isEmpty() ? "" : ": " + detail)));
  }

  /// How a value stands in a message.
  private static String quote(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      case IntOrString.Int(int number) -> Integer.toString(number);
      case Json(String text) -> text;
      case RawJson raw -> raw.toString();
      case Collection<?> items -> texts(items);
      case Map<?, ?> entries -> texts(entries);
      default -> quoteText(value.toString());
    };
  }

  private static String texts(Collection<?> items) {
    StringBuilder out = new StringBuilder("[");
    for (Object item : items) {
      out.append(out.length() > 1 ? "," : "").append(quote(item));
    }
    return out.append(']').toString();
  }

  private static String texts(Map<?, ?> entries) {
    if (entries.isEmpty()) {
      return "null";
    }
    StringBuilder out = new StringBuilder("{");
    entries.forEach(
        (key, item) ->
            out.append(out.length() > 1 ? "," : "")
                .append(quote(key))
                .append(':')
                .append(quote(item)));
    return out.append('}').toString();
  }

  private static String quoteText(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    TextWriter.quote(out, text);
    return out.toString();
  }
}
