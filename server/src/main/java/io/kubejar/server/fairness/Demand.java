package io.kubejar.server.fairness;

/// How many seats a level wanted over a period: the most, the mean, and how much it varied. Guarded
/// by the level's lock.
final class Demand {
  private static final double KEEP = 0.977;

  private long from;
  private long last;
  private double current;
  private double most;
  private double sum;
  private double squares;
  private double smooth;

  Demand(long now) {
    from = now;
    last = now;
  }

  /// What a period came to.
  ///
  /// @param most the most seats at one moment
  /// @param mean the mean over time
  /// @param deviation the standard deviation over time
  /// @param smooth the demand with a memory: up at once, down slowly
  record Figures(double most, double mean, double deviation, double smooth) {
    static final Figures NONE = new Figures(0, 0, 0, 0);
  }

  void set(long now, double seats) {
    double span = now - last;
    sum += current * span;
    squares += current * current * span;
    last = now;
    current = seats;
    most = Math.max(most, seats);
  }

  /// Ends the period and begins the next.
  Figures end(long now) {
    set(now, current);
    double span = Math.max(1, now - from);
    double mean = sum / span;
    double deviation = Math.sqrt(Math.max(0, squares / span - mean * mean));
    double envelope = Math.min(mean + deviation, most);
    smooth = Math.max(envelope, KEEP * smooth + (1 - KEEP) * envelope);
    var figures = new Figures(most, mean, deviation, smooth);
    from = now;
    sum = 0;
    squares = 0;
    most = current;
    return figures;
  }
}
