package io.kubejar.processor;

import java.util.List;
import java.util.stream.Collectors;

/// Writes the part of `XCodec` that finds members of features, and leaves them out.
final class FeatureWriter {
  private static final String HELD = "io.kubejar.api.codec.FeaturedParts.";
  private final RecordModel model;
  private final Source out;

  FeatureWriter(RecordModel model, Source out) {
    this.model = model;
    this.out = out;
  }

  void write() {
    List<ComponentModel> concerned =
        model.components().stream()
            .filter(c -> c.featured() || !c.facts().gate().isEmpty())
            .toList();
    features(concerned);
    without(concerned);
  }

  private void features(List<ComponentModel> concerned) {
    out.line("");
    out.line("  @Override");
    out.line(
        "  public void features(%s value, java.util.function.Consumer<String> seen) {",
        model.name());
    for (ComponentModel c : concerned) {
      String value = "value." + c.name() + "()";
      if (!c.facts().gate().isEmpty()) {
        out.line("    if (%s) {", present(c, value));
        out.line("      seen.accept(%s);", Source.quote(c.facts().gate()));
        out.line("    }");
      }
      if (c.featured()) {
        String part = codec(c.type());
        switch (c.type().form()) {
          case LIST -> out.line("    %slook(%s, %s, seen);", HELD, value, part);
          case MAP -> out.line("    %slook(%s.values(), %s, seen);", HELD, value, part);
          default -> {
            if (c.optional()) {
              out.line("    if (%s != null) {", value);
              out.line("      %s.features(%s, seen);", part, value);
              out.line("    }");
            } else {
              out.line("    %s.features(%s, seen);", part, value);
            }
          }
        }
      }
    }
    out.line("  }");
  }

  private void without(List<ComponentModel> concerned) {
    out.line("");
    out.line("  @Override");
    out.line(
        "  public %s without(%s value, java.util.function.Predicate<String> off) {",
        model.name(), model.name());
    for (ComponentModel c : concerned) {
      String value = "value." + c.name() + "()";
      out.line("    %s _%s = %s;", c.javaType(), c.name(), value);
      if (!c.facts().gate().isEmpty()) {
        out.line(
            "    if (%s && off.test(%s)) {", present(c, value), Source.quote(c.facts().gate()));
        out.line("      _%s = %s;", c.name(), c.zero());
        out.line("    }");
      }
      if (c.featured()) {
        part(c);
      }
    }
    out.line(
        "    return %s ? value : new %s(%s);",
        concerned.stream()
            .map(c -> same(c, "_" + c.name(), "value." + c.name() + "()"))
            .collect(Collectors.joining(" && ")),
        model.name(),
        model.components().stream()
            .map(c -> concerned.contains(c) ? "_" + c.name() : "value." + c.name() + "()")
            .collect(Collectors.joining(", ")));
    out.line("  }");
  }

  private void part(ComponentModel c) {
    String part = codec(c.type());
    String name = "_" + c.name();
    switch (c.type().form()) {
      case LIST, MAP -> out.line("    %s = %swithout(%s, %s, off);", name, HELD, name, part);
      default -> {
        String changed = "%s.without(%s, off)".formatted(part, name);
        if (c.facts().vanishing()) {
          changed = "%sunlessEmpty(%s, %s, off)".formatted(HELD, name, part);
        }
        out.line(
            "    %s = %s;",
            name, c.optional() ? "%s == null ? null : %s".formatted(name, changed) : changed);
      }
    }
  }

  private static String present(ComponentModel c, String value) {
    String absent = CodecWriter.absent(c, value);
    if (absent.isEmpty()) {
      throw new IllegalArgumentException(c.name() + " is always there and can't have a gate");
    }
    return "!(" + absent + ")";
  }

  private static String same(ComponentModel c, String left, String right) {
    return c.type().primitive()
        ? left + " == " + right
        : "java.util.Objects.equals(" + left + ", " + right + ")";
  }

  private static String codec(ValueType type) {
    return switch (type.form()) {
      case LIST, MAP -> {
        if (type.inner().form() != ValueType.Form.RECORD) {
          throw new IllegalArgumentException("members of features in nested lists");
        }
        yield type.inner().codec();
      }
      default -> type.codec();
    };
  }
}
