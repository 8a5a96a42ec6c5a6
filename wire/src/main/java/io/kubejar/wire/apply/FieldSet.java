package io.kubejar.wire.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A set of fields of an object, as a tree of path elements.
///
/// A path may be in the set without the paths below it, and the other way round: who owns an item
/// of a list need not own all its members. Sets handed out are not changed any more.
public final class FieldSet {
  public static final FieldSet EMPTY = new FieldSet();

  private final TreeMap<PathElement, Node> nodes = new TreeMap<>();

  /// What the set has at and below one element.
  private record Node(boolean member, FieldSet below) {}

  FieldSet() {}

  /// The set of paths of member names, such as `spec` or `status.conditions`.
  public static FieldSet ofNames(List<String> paths) {
    FieldSet set = new FieldSet();
    for (String path : paths) {
      List<PathElement> elements = new ArrayList<>();
      for (String name : path.split("\\.")) {
        elements.add(new PathElement.Name(name));
      }
      set.insert(elements);
    }
    return set;
  }

  /// Reads the JSON form; throws [IllegalArgumentException] when it is malformed.
  public static FieldSet parse(byte[] json) {
    return FieldsText.parse(json);
  }

  /// The JSON form, with all elements in upstream's order.
  public byte[] toJson() {
    return FieldsText.print(this);
  }

  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  /// Whether the path of these member names is in the set.
  public boolean hasNames(String... names) {
    FieldSet set = this;
    for (int i = 0; i < names.length - 1; i++) {
      set = set.below(new PathElement.Name(names[i]));
    }
    return set.has(new PathElement.Name(names[names.length - 1]));
  }

  boolean has(PathElement element) {
    Node node = nodes.get(element);
    return node != null && node.member();
  }

  /// What the set has below an element.
  FieldSet below(PathElement element) {
    Node node = nodes.get(element);
    return node == null ? EMPTY : node.below();
  }

  /// Adds a path while the set is being made.
  void insert(List<PathElement> path) {
    insert(path, 0);
  }

  private void insert(List<PathElement> path, int from) {
    PathElement element = path.get(from);
    boolean last = from == path.size() - 1;
    Node node = nodes.get(element);
    FieldSet below = node == null ? EMPTY : node.below();
    if (!last) {
      below = below == EMPTY ? new FieldSet() : below;
      below.insert(path, from + 1);
    }
    nodes.put(element, new Node(last || node != null && node.member(), below));
  }

  /// Adds an element with what is below it, while the set is being made.
  void put(PathElement element, boolean member, FieldSet below) {
    if (member || !below.isEmpty()) {
      nodes.put(element, new Node(member, below.isEmpty() ? EMPTY : below));
    }
  }

  /// Something that is done with each element of the topmost level.
  interface Visitor {
    void visit(PathElement element, boolean member, FieldSet below);
  }

  void forEach(Visitor visitor) {
    nodes.forEach((element, node) -> visitor.visit(element, node.member(), node.below()));
  }

  public FieldSet union(FieldSet other) {
    if (other.isEmpty() || other == this) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    FieldSet result = new FieldSet();
    result.nodes.putAll(nodes);
    other.nodes.forEach(
        (element, node) ->
            result.nodes.merge(
                element,
                node,
                (a, b) -> new Node(a.member() || b.member(), a.below().union(b.below()))));
    return result;
  }

  /// The paths of this set that the other does not have itself.
  public FieldSet difference(FieldSet other) {
    return difference(other, false);
  }

  /// The paths of this set that are neither in the other nor below one of its paths.
  public FieldSet recursiveDifference(FieldSet other) {
    return difference(other, true);
  }

  private FieldSet difference(FieldSet other, boolean recursive) {
    if (other.isEmpty() || isEmpty()) {
      return this;
    }
    FieldSet result = new FieldSet();
    for (Map.Entry<PathElement, Node> entry : nodes.entrySet()) {
      Node node = entry.getValue();
      Node gone = other.nodes.get(entry.getKey());
      if (gone == null) {
        result.nodes.put(entry.getKey(), node);
      } else if (!(recursive && gone.member())) {
        result.put(
            entry.getKey(),
            node.member() && !gone.member(),
            node.below().difference(gone.below(), recursive));
      }
    }
    return result;
  }

  /// The paths of this set that begin with one of the patterns, in which `*` stands for any
  /// element.
  FieldSet only(List<List<String>> patterns) {
    FieldSet result = new FieldSet();
    nodes.forEach(
        (element, node) -> {
          List<List<String>> rests = new ArrayList<>();
          for (List<String> pattern : patterns) {
            String first = pattern.getFirst();
            if (first.equals("*") || element.equals(new PathElement.Name(first))) {
              rests.add(pattern.subList(1, pattern.size()));
            }
          }
          if (rests.stream().anyMatch(List::isEmpty)) {
            result.nodes.put(element, node);
          } else if (!rests.isEmpty()) {
            result.put(element, false, node.below().only(rests));
          }
        });
    return result;
  }

  public FieldSet intersection(FieldSet other) {
    FieldSet result = new FieldSet();
    nodes.forEach(
        (element, node) -> {
          Node common = other.nodes.get(element);
          if (common != null) {
            result.put(
                element,
                node.member() && common.member(),
                node.below().intersection(common.below()));
          }
        });
    return result;
  }

  /// The paths that have none below them.
  public FieldSet leaves() {
    FieldSet result = new FieldSet();
    nodes.forEach(
        (element, node) ->
            result.put(element, node.member() && node.below().isEmpty(), node.below().leaves()));
    return result;
  }

  /// The set with all objects' members in it that it has something below of.
  FieldSet withNamedFields(Shape shape) {
    FieldSet result = new FieldSet();
    nodes.forEach(
        (element, node) -> {
          boolean named = element instanceof PathElement.Name(String name) && shape.declares(name);
          Shape below = shape.below(element);
          result.put(
              element,
              node.member() || named && !node.below().isEmpty(),
              node.below().isEmpty() ? EMPTY : node.below().withNamedFields(below));
        });
    return result;
  }

  /// Calls back with each path as messages name it: those of a level before those below.
  void forEachPath(Consumer<String> action) {
    forEachPath("", action);
  }

  private void forEachPath(String prefix, Consumer<String> action) {
    nodes.forEach(
        (element, node) -> {
          if (node.member()) {
            action.accept(prefix + element);
          }
        });
    nodes.forEach((element, node) -> node.below().forEachPath(prefix + element, action));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldSet set && nodes.equals(set.nodes);
  }

  @Override
  public int hashCode() {
    return nodes.hashCode();
  }

  @Override
  public String toString() {
    List<String> paths = new ArrayList<>();
    forEachPath(paths::add);
    return paths.toString();
  }
}
