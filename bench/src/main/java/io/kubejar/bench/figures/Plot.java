package io.kubejar.bench.figures;

import java.util.List;
import java.util.Locale;

/// A plot with logarithmic axes, as SVG.
final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int BOTTOM = 50;
  private static final int TOP = 30;
  private static final int RIGHT = 190;
  private static final List<String> COLORS =
      List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf");

  /// Points with a name.
  record Line(String name, List<Point> points) {}

  record Point(double x, double y) {}

  private final String title;
  private final String across;
  private final String up;
  private final List<Line> lines;

  Plot(String title, String across, String up, List<Line> lines) {
    this.title = title;
    this.across = across;
    this.up = up;
    this.lines =
        lines.stream()
            .map(
                line ->
                    new Line(
                        line.name(),
                        line.points().stream().filter(p -> p.x() > 0 && p.y() > 0).toList()))
            .filter(line -> !line.points().isEmpty())
            .toList();
  }

  String svg() {
    double minX = extreme(true, false);
    double maxX = extreme(true, true);
    double minY = extreme(false, false);
    double maxY = extreme(false, true);
    var out = new StringBuilder();
    out.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n",
            WIDTH, HEIGHT));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(out, WIDTH / 2.0, 18, "middle", title);
    text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", across);
    text(out, 8, TOP - 10, "start", up);
    for (double x = minX; x <= maxX * 1.01; x *= 10) {
      double at = across(x, minX, maxX);
      grid(out, at, TOP, at, HEIGHT - BOTTOM);
      text(out, at, HEIGHT - BOTTOM + 16, "middle", label(x));
    }
    for (double y = minY; y <= maxY * 1.01; y *= 10) {
      double at = up(y, minY, maxY);
      grid(out, LEFT, at, WIDTH - RIGHT, at);
      text(out, LEFT - 6, at + 4, "end", label(y));
    }
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String color = COLORS.get(i % COLORS.size());
      var points = new StringBuilder();
      for (Point point : line.points()) {
        double x = across(point.x(), minX, maxX);
        double y = up(point.y(), minY, maxY);
        points.append(format("%.1f,%.1f ", x, y));
        out.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, color));
      }
      out.append(
          format(
              "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
              points.toString().strip(), color));
      double legend = TOP + 14 + i * 18;
      out.append(
          format(
              "<rect x=\"%d\" y=\"%.0f\" width=\"12\" height=\"4\" fill=\"%s\"/>%n",
              WIDTH - RIGHT + 12, legend - 6, color));
      text(out, WIDTH - RIGHT + 30, legend, "start", line.name());
    }
    return out.append("</svg>\n").toString();
  }

  private double extreme(boolean x, boolean most) {
    var values =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(point -> x ? point.x() : point.y());
    double value = (most ? values.max() : values.min()).orElse(1);
    double power = Math.log10(value);
    return Math.pow(10, most ? Math.ceil(power - 1e-9) : Math.floor(power + 1e-9));
  }

  private static double across(double x, double min, double max) {
    return LEFT + share(x, min, max) * (WIDTH - LEFT - RIGHT);
  }

  private static double up(double y, double min, double max) {
    return HEIGHT - BOTTOM - share(y, min, max) * (HEIGHT - BOTTOM - TOP);
  }

  private static double share(double value, double min, double max) {
    return min == max ? 0.5 : (Math.log10(value) - Math.log10(min)) / Math.log10(max / min);
  }

  private static void grid(StringBuilder out, double x, double y, double toX, double toY) {
    out.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
            x, y, toX, toY));
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String text) {
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x, y, anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static String label(double value) {
    return value >= 1e6
        ? format("%.0fM", value / 1e6)
        : value >= 1e3
            ? format("%.0fk", value / 1e3)
            : format("%.4g", value).replaceAll("\\.?0+$", "");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
