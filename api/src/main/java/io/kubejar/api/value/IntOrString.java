package io.kubejar.api.value;

/// A number or a text: a port by number or name, a count or a percentage.
public sealed interface IntOrString {
  IntOrString ZERO = new Int(0);

  static IntOrString of(int value) {
    return new Int(value);
  }

  static IntOrString of(String value) {
    return new Text(value);
  }

  /// A number when the text is one, the text otherwise.
  static IntOrString parse(String text) {
    try {
      return new Int(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return new Text(text);
    }
  }

  /// The number, also when it is written as a text; 0 for any other text.
  int intValue();

  /// Whether this is a text that ends in `%`.
  boolean isPercent();

  /// The number itself, or the percentage of a total; throws [IllegalArgumentException] for a text
  /// that is no percentage.
  int scaled(int total, boolean roundUp);

  /// A number.
  record Int(int value) implements IntOrString {
    @Override
    public int intValue() {
      return value;
    }

    @Override
    public boolean isPercent() {
      return false;
    }

    @Override
    public int scaled(int total, boolean roundUp) {
      return value;
    }

    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /// A text.
  record Text(String value) implements IntOrString {
    @Override
    public int intValue() {
      return parse(value) instanceof Int(int number) ? number : 0;
    }

    @Override
    public boolean isPercent() {
      return value.endsWith("%");
    }

    @Override
    public int scaled(int total, boolean roundUp) {
      double share = (double) percent() * total / 100;
      return (int) (roundUp ? Math.ceil(share) : Math.floor(share));
    }

    private int percent() {
      if (!isPercent()) {
        throw new IllegalArgumentException(
            "invalid value for IntOrString: invalid type: string is not a percentage");
      }
      String digits = value.substring(0, value.length() - 1);
      try {
        return Integer.parseInt(digits);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "invalid value for IntOrString: invalid value \"%s\": strconv.Atoi: parsing \"%s\": %s"
                .formatted(value, digits, "invalid syntax"),
            e);
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
