package io.kubejar.api.kind;

import org.jspecify.annotations.Nullable;

/// A place within an object, such as `spec.containers[0].name` or `data[key]`.
///
/// Paths share their heads, so that naming a place costs one small object.
public final class Path {
  /// The object itself.
  public static final Path ROOT = new Path(null, "", false);

  private final @Nullable Path parent;
  private final String element;
  private final boolean bracketed;

  private Path(@Nullable Path parent, String element, boolean bracketed) {
    this.parent = parent;
    this.element = element;
    this.bracketed = bracketed;
  }

  /// A path of member names.
  public static Path of(String... names) {
    Path path = ROOT;
    for (String name : names) {
      path = path.child(name);
    }
    return path;
  }

  /// The place of a member.
  public Path child(String name) {
    return new Path(this, name, false);
  }

  /// The place of a list's item.
  public Path index(int index) {
    return new Path(this, Integer.toString(index), true);
  }

  /// The place of a map's value.
  public Path key(String key) {
    return new Path(this, key, true);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    append(out);
    return out.isEmpty() ? "<nil>" : out.toString();
  }

  private void append(StringBuilder out) {
    if (parent == null) {
      return;
    }
    parent.append(out);
    if (bracketed) {
      out.append('[').append(element).append(']');
    } else {
      out.append(out.isEmpty() ? "" : ".").append(element);
    }
  }
}
