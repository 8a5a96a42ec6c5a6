package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The objects of one kind in the order of their keys, as they were together at a moment.
///
/// A change makes a new instance that shares all but one block with the old one, so that a list
/// takes the whole state by taking a reference and nobody waits for anybody:
///
/// ```
/// blocks ──► [a … f] [g … m] [n … z]       a change copies one block and the row of blocks
/// ```
final class SortedObjects<T extends ApiObject> {
  /// The most objects of a block; a full one is split in two.
  private static final int LARGEST = 512;

  private static final int SMALLEST = 64;

  private final CachedObject<T>[][] blocks;
  private final int size;

  private SortedObjects(CachedObject<T>[][] blocks, int size) {
    this.blocks = blocks;
    this.size = size;
  }

  static <T extends ApiObject> SortedObjects<T> empty() {
    return new SortedObjects<>(blocks(0), 0);
  }

  /// @param objects in any order, no two with the same key
  static <T extends ApiObject> SortedObjects<T> of(List<CachedObject<T>> objects) {
    var sorted = new ArrayList<>(objects);
    sorted.sort((a, b) -> a.key().compareTo(b.key()));
    int half = LARGEST / 2;
    CachedObject<T>[][] blocks = blocks((sorted.size() + half - 1) / half);
    for (int i = 0; i < blocks.length; i++) {
      List<CachedObject<T>> part =
          sorted.subList(i * half, Math.min(sorted.size(), (i + 1) * half));
      blocks[i] = part.toArray(SortedObjects.<T>block(part.size()));
    }
    return new SortedObjects<>(blocks, sorted.size());
  }

  @SuppressWarnings("unchecked") // there are no arrays of generic types
  private static <T extends ApiObject> CachedObject<T>[] block(int length) {
    return (CachedObject<T>[]) new CachedObject<?>[length];
  }

  @SuppressWarnings("unchecked") // there are no arrays of generic types
  private static <T extends ApiObject> CachedObject<T>[][] blocks(int length) {
    return (CachedObject<T>[][]) new CachedObject<?>[length][];
  }

  int size() {
    return size;
  }

  @Nullable CachedObject<T> get(String key) {
    int number = blockOf(key);
    if (number < 0) {
      return null;
    }
    int at = place(blocks[number], key);
    return at >= 0 ? blocks[number][at] : null;
  }

  /// The last block that begins at or before a key; -1 when the key comes before all.
  private int blockOf(String key) {
    int low = 0;
    int high = blocks.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (blocks[middle][0].key().compareTo(key) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /// Where a key is in a block; where it belongs, as `-1 - place`, when it is not there.
  private static int place(CachedObject<?>[] block, String key) {
    int low = 0;
    int high = block.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = block[middle].key().compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  /// The same with an object added, or in the place of the one with its key.
  SortedObjects<T> with(CachedObject<T> object) {
    if (blocks.length == 0) {
      return of(List.of(object));
    }
    int number = Math.max(0, blockOf(object.key()));
    CachedObject<T>[] old = blocks[number];
    int at = place(old, object.key());
    if (at >= 0) {
      CachedObject<T>[] changed = old.clone();
      changed[at] = object;
      CachedObject<T>[][] row = blocks.clone();
      row[number] = changed;
      return new SortedObjects<>(row, size);
    }
    int gap = -1 - at;
    CachedObject<T>[] grown = Arrays.copyOf(old, old.length + 1);
    System.arraycopy(old, gap, grown, gap + 1, old.length - gap);
    grown[gap] = object;
    if (grown.length <= LARGEST) {
      CachedObject<T>[][] row = blocks.clone();
      row[number] = grown;
      return new SortedObjects<>(row, size + 1);
    }
    // Keys often come in ascending order: what is at the end is left full then.
    int cut = number == blocks.length - 1 && gap == old.length ? old.length : grown.length / 2;
    CachedObject<T>[][] row = Arrays.copyOf(blocks, blocks.length + 1);
    System.arraycopy(blocks, number + 1, row, number + 2, blocks.length - number - 1);
    row[number] = Arrays.copyOf(grown, cut);
    row[number + 1] = Arrays.copyOfRange(grown, cut, grown.length);
    return new SortedObjects<>(row, size + 1);
  }

  /// The same without the object of a key.
  SortedObjects<T> without(String key) {
    int number = blockOf(key);
    int at = number < 0 ? -1 : place(blocks[number], key);
    if (at < 0) {
      return this;
    }
    CachedObject<T>[] old = blocks[number];
    CachedObject<T>[] shrunk = Arrays.copyOf(old, old.length - 1);
    System.arraycopy(old, at + 1, shrunk, at, shrunk.length - at);
    int next = number + 1;
    if (shrunk.length == 0) {
      return new SortedObjects<>(replaced(number, next, null), size - 1);
    }
    if (shrunk.length < SMALLEST
        && next < blocks.length
        && shrunk.length + blocks[next].length <= LARGEST) {
      CachedObject<T>[] joined = Arrays.copyOf(shrunk, shrunk.length + blocks[next].length);
      System.arraycopy(blocks[next], 0, joined, shrunk.length, blocks[next].length);
      return new SortedObjects<>(replaced(number, next + 1, joined), size - 1);
    }
    return new SortedObjects<>(replaced(number, next, shrunk), size - 1);
  }

  /// The row with one block, or none, in the place of some.
  private CachedObject<T>[][] replaced(int from, int to, CachedObject<T> @Nullable [] block) {
    int put = block == null ? 0 : 1;
    CachedObject<T>[][] row = Arrays.copyOf(blocks, blocks.length - (to - from) + put);
    System.arraycopy(blocks, to, row, from + put, blocks.length - to);
    if (block != null) {
      row[from] = block;
    }
    return row;
  }

  /// What a test picked from each block. It is found once for a block, since blocks are shared by
  /// the states before and after a change of others.
  static final class Picks<T extends ApiObject> {
    private final SortedObjects<T> from;
    private final CachedObject<T>[][] picked;

    private Picks(SortedObjects<T> from, CachedObject<T>[][] picked) {
      this.from = from;
      this.picked = picked;
    }
  }

  /// Picks the objects that pass a test.
  ///
  /// @param earlier what the same test picked from an earlier state, or null
  Picks<T> pick(Predicate<T> test, @Nullable Picks<T> earlier) {
    if (earlier != null && earlier.from == this) {
      return earlier;
    }
    CachedObject<T>[][] known = earlier == null ? blocks(0) : earlier.from.blocks;
    CachedObject<T>[][] picked = blocks(blocks.length);
    int at = 0;
    for (int i = 0; i < blocks.length; i++) {
      CachedObject<T>[] block = blocks[i];
      while (at < known.length && known[at][0].key().compareTo(block[0].key()) < 0) {
        at++;
      }
      picked[i] =
          earlier != null && at < known.length && known[at] == block
              ? earlier.picked[at]
              : picked(block, test);
    }
    return new Picks<>(this, picked);
  }

  private static <T extends ApiObject> CachedObject<T>[] picked(
      CachedObject<T>[] block, Predicate<T> test) {
    var picked = new ArrayList<CachedObject<T>>();
    for (CachedObject<T> object : block) {
      if (test.test(object.object())) {
        picked.add(object);
      }
    }
    return picked.toArray(SortedObjects.<T>block(picked.size()));
  }

  /// All objects.
  Range<T> all() {
    return new Range<>(this, 0, 0, size);
  }

  /// The objects whose keys begin with a prefix.
  Range<T> below(String prefix) {
    return from(prefix, prefix + Character.MAX_VALUE);
  }

  /// The objects from a key on, up to but without another.
  Range<T> from(String start, String end) {
    int number = Math.max(0, blockOf(start));
    int place = blocks.length == 0 ? 0 : firstAt(blocks[number], start);
    return new Range<>(this, number, place, Math.max(0, rank(end) - rank(start)));
  }

  /// How many objects come before a key.
  private int rank(String key) {
    int number = blockOf(key);
    if (number < 0) {
      return 0;
    }
    int before = 0;
    for (int i = 0; i < number; i++) {
      before += blocks[i].length;
    }
    return before + firstAt(blocks[number], key);
  }

  private static int firstAt(CachedObject<?>[] block, String key) {
    int at = place(block, key);
    return at >= 0 ? at : -1 - at;
  }

  /// Neighbouring objects, read in order.
  static final class Range<T extends ApiObject> implements Iterable<CachedObject<T>> {
    private final SortedObjects<T> objects;
    private final int number;
    private final int place;
    private final int size;

    private Range(SortedObjects<T> objects, int number, int place, int size) {
      this.objects = objects;
      this.number = number;
      this.place = place;
      this.size = size;
    }

    int size() {
      return size;
    }

    /// Those of the range that a test picks.
    ///
    /// @param picks what it picked from all the objects that the range is of
    List<CachedObject<T>> picked(Picks<T> picks, Predicate<T> test) {
      var result = new ArrayList<CachedObject<T>>();
      int left = size;
      int begin = place;
      for (int i = number; left > 0; i++) {
        CachedObject<T>[] block = objects.blocks[i];
        int count = Math.min(left, block.length - begin);
        if (count == block.length) {
          result.addAll(Arrays.asList(picks.picked[i]));
        } else {
          for (int k = begin; k < begin + count; k++) {
            if (test.test(block[k].object())) {
              result.add(block[k]);
            }
          }
        }
        left -= count;
        begin = 0;
      }
      return result;
    }

    @Override
    public Iterator<CachedObject<T>> iterator() {
      return new Walk<>(objects.blocks, number, place, size);
    }
  }

  private static final class Walk<T extends ApiObject> implements Iterator<CachedObject<T>> {
    private final CachedObject<T>[][] blocks;
    private int number;
    private int place;
    private int left;

    Walk(CachedObject<T>[][] blocks, int number, int place, int left) {
      this.blocks = blocks;
      this.number = number;
      this.place = place;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public CachedObject<T> next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      while (place >= blocks[number].length) {
        number++;
        place = 0;
      }
      left--;
      return blocks[number][place++];
    }
  }
}
