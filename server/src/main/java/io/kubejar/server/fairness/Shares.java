package io.kubejar.server.fairness;

import io.kubejar.api.flowcontrol.v1.PriorityLevelConfiguration;
import org.jspecify.annotations.Nullable;

/// What a level's configuration gives it of the server's seats.
final class Shares {
  private static final int USUAL = 30;

  private Shares() {}

  static int nominal(PriorityLevelConfiguration object) {
    var limited = object.spec().limited();
    if (limited != null) {
      return or(limited.nominalConcurrencyShares(), USUAL);
    }
    var exempt = object.spec().exempt();
    return exempt == null ? 0 : or(exempt.nominalConcurrencyShares(), 0);
  }

  static PriorityLevel.Bounds bounds(
      PriorityLevelConfiguration object, int seats, double allShares) {
    int nominal = allShares == 0 ? 0 : (int) Math.ceil(seats * nominal(object) / allShares);
    var limited = object.spec().limited();
    if (limited == null) {
      return new PriorityLevel.Bounds(nominal, nominal, seats);
    }
    long lendable = Math.round(nominal * or(limited.lendablePercent(), 0) / 100.0);
    Integer borrowing = limited.borrowingLimitPercent();
    long upper = borrowing == null ? seats : nominal + Math.round(nominal * borrowing / 100.0);
    return new PriorityLevel.Bounds(
        nominal, (int) (nominal - lendable), (int) Math.min(seats, Math.max(nominal, upper)));
  }

  private static int or(@Nullable Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
