package io.kubejar.cel.library;

import io.kubejar.api.value.Quantity;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.TypeValue;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;

/// Amounts such as `500Mi`.
final class QuantityFunctions {
  private static final String TYPE = "kubernetes.Quantity";
  private static final String SYNTAX =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  private QuantityFunctions() {}

  /// A quantity as a value.
  record Amount(Quantity quantity) implements TypeValue.Named {
    @Override
    public String typeName() {
      return TYPE;
    }
  }

  static void register(Functions.Table table) {
    table
        .declare("quantity(string) -> " + TYPE, a -> parse((String) a[0]))
        .declare("isQuantity(string) -> bool", a -> isQuantity((String) a[0]))
        .declare(TYPE + "::sign() -> int", a -> (long) quantity(a, 0).signum())
        .declare(TYPE + "::isInteger() -> bool", a -> isWhole(quantity(a, 0)))
        .declare(
            TYPE + "::asInteger() -> int",
            a -> {
              if (!isWhole(quantity(a, 0))) {
                throw new CelError("cannot convert value to integer");
              }
              return quantity(a, 0).amount().longValueExact();
            })
        .declare(TYPE + "::asApproximateFloat() -> double", a -> quantity(a, 0).toDouble())
        .declare(
            TYPE + "::isGreaterThan(" + TYPE + ") -> bool",
            a -> quantity(a, 0).compareTo(quantity(a, 1)) > 0)
        .declare(
            TYPE + "::isLessThan(" + TYPE + ") -> bool",
            a -> quantity(a, 0).compareTo(quantity(a, 1)) < 0)
        .declare(
            TYPE + "::compareTo(" + TYPE + ") -> int",
            a -> (long) Integer.signum(quantity(a, 0).compareTo(quantity(a, 1))))
        .declare(TYPE + "::add(" + TYPE + ") -> " + TYPE, a -> compute(a, Quantity::plus))
        .declare(TYPE + "::add(int) -> " + TYPE, a -> compute(a, Quantity::plus))
        .declare(TYPE + "::sub(" + TYPE + ") -> " + TYPE, a -> compute(a, Quantity::minus))
        .declare(TYPE + "::sub(int) -> " + TYPE, a -> compute(a, Quantity::minus));
  }

  private static Amount compute(Object[] arguments, BinaryOperator<Quantity> operation) {
    Quantity other =
        arguments[1] instanceof Long number ? Quantity.of(number) : quantity(arguments, 1);
    return new Amount(operation.apply(quantity(arguments, 0), other));
  }

  private static Quantity quantity(Object[] arguments, int index) {
    return ((Amount) arguments[index]).quantity();
  }

  private static Amount parse(String text) {
    try {
      return new Amount(Quantity.parse(text));
    } catch (IllegalArgumentException e) {
      throw new CelError(SYNTAX);
    }
  }

  private static boolean isQuantity(String text) {
    try {
      parse(text);
      return true;
    } catch (CelError e) {
      return false;
    }
  }

  private static boolean isWhole(Quantity quantity) {
    BigDecimal amount = quantity.amount().stripTrailingZeros();
    return amount.scale() <= 0 && amount.toBigInteger().bitLength() < Long.SIZE;
  }
}
