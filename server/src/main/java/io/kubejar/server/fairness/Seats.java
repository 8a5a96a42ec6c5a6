package io.kubejar.server.fairness;

import java.util.List;

/// Divides the server's seats among levels by what they want.
final class Seats {
  private static final int STEPS = 60;

  private Seats() {}

  /// What a level may have and wants.
  ///
  /// @param least what it has in any case
  /// @param most what it may have by borrowing
  /// @param wanted what it would like
  record Claim(double least, double most, double wanted) {}

  /// Seats for each claim, in proportion to what is wanted where that is within the bounds, and all
  /// of them together as many as there are, as far as the bounds allow.
  static int[] divide(int total, List<Claim> claims) {
    double low = 0;
    double high = 1;
    while (sum(claims, high) < total && high < 1e9) {
      high *= 2;
    }
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (sum(claims, middle) < total) {
        low = middle;
      } else {
        high = middle;
      }
    }
    int[] seats = new int[claims.size()];
    for (int i = 0; i < seats.length; i++) {
      seats[i] = (int) Math.round(share(claims.get(i), high));
    }
    return seats;
  }

  private static double sum(List<Claim> claims, double fraction) {
    double sum = 0;
    for (Claim claim : claims) {
      sum += share(claim, fraction);
    }
    return sum;
  }

  private static double share(Claim claim, double fraction) {
    return Math.min(
        claim.most(), Math.max(claim.least(), fraction * Math.max(claim.wanted(), 0.001)));
  }
}
