package io.kubejar.proofs.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// What a power failure leaves of a disk: all that is safe, and by chance some of the rest.
///
/// Of the changes of names that are not safe a beginning is left. Of each file some pages that are
/// not safe are left, none, or all; the last of them may be torn at a sector, and the size is
/// anything between the safe one and the newest.
public final class Remains {

  private static final int SECTOR = 512;

  private final Map<Long, byte[][]> pages = new HashMap<>();
  private final Map<Long, Long> sizes = new HashMap<>();
  private final Map<Long, TreeMap<String, Long>> directories = new HashMap<>();
  private final Image image;
  private final Disk.Journal journal;

  private Remains(Image image, Disk.Journal journal) {
    this.image = image;
    this.journal = journal;
  }

  /// Takes the power from a disk that is as this moment shows.
  public static Remains of(Moment moment, Random random) {
    var remains = new Remains(moment.image(), moment.journal());
    remains.names(random);
    moment.image().files().forEach((number, file) -> remains.file(number, file, random));
    return remains;
  }

  private void names(Random random) {
    image
        .directories()
        .forEach((number, each) -> directories.put(number, new TreeMap<>(each.safe())));
    int count = image.pending().size();
    int common = random.nextInt(count + 1);
    var cuts = new HashMap<Long, Integer>();
    for (int i = 0; i < count; i++) {
      var naming = image.pending().get(i);
      int cut =
          journal == Disk.Journal.ORDERED
              ? common
              : cuts.computeIfAbsent(naming.directory().number(), _ -> random.nextInt(count + 1));
      if (i < cut) {
        apply(naming);
      }
    }
  }

  private void apply(Naming naming) {
    var entries = entries(naming.directory());
    var node = naming.node();
    if (node == null) {
      entries.remove(naming.name());
      return;
    }
    entries.put(naming.name(), node.number());
    if (naming.from() != null && naming.formerName() != null) {
      entries(naming.from()).remove(naming.formerName(), node.number());
    }
  }

  private TreeMap<String, Long> entries(Node.Directory directory) {
    return directories.computeIfAbsent(directory.number(), _ -> new TreeMap<>());
  }

  private void file(long number, Image.File file, Random random) {
    long least = Math.min(file.safeSize(), file.size());
    long most = Math.max(file.safeSize(), file.size());
    int sort = random.nextInt(4);
    long size =
        switch (sort) {
          case 0 -> file.safeSize();
          case 1 -> file.size();
          default -> least + random.nextLong(most - least + 1);
        };
    if (file.size() < file.safeSize() && sort != 0) {
      size = file.size(); // cut off, and that came to be
    }
    var kept = new byte[(int) ((size + Content.PAGE - 1) / Content.PAGE)][];
    int last = file.dirty().length() - 1;
    for (int i = 0; i < kept.length; i++) {
      var safe = Content.page(file.safe(), i);
      kept[i] = safe;
      if (file.dirty().get(i)) {
        var fresh = Content.page(file.pages(), i);
        boolean keep =
            switch (sort) {
              case 0 -> false;
              case 1 -> true;
              default -> random.nextBoolean();
            };
        if (keep) {
          kept[i] = i == last ? torn(safe, fresh, random) : fresh;
        }
      }
    }
    pages.put(number, kept);
    sizes.put(number, size);
  }

  private static byte[] torn(byte[] safe, byte[] fresh, Random random) {
    var page = safe.clone();
    System.arraycopy(fresh, 0, page, 0, SECTOR * random.nextInt(Content.PAGE / SECTOR + 1));
    return page;
  }

  /// A disk with this on it.
  public Disk disk() {
    var disk = new Disk(journal);
    fill(disk, disk.root());
    return disk;
  }

  private void fill(Disk disk, Node.Directory home) {
    directories
        .getOrDefault(home.number(), new TreeMap<>())
        .forEach(
            (name, number) -> {
              var directory = image.directories().get(number);
              if (directory != null) {
                var node = new Node.Directory(number, directory.mode());
                disk.place(home, name, node);
                fill(disk, node);
              } else {
                var file = image.files().get(number);
                if (file != null) {
                  disk.place(home, name, new Node.File(number, file.mode(), content(number)));
                }
              }
            });
  }

  private Content content(long number) {
    return Content.of(pages.getOrDefault(number, new byte[0][]), sizes.getOrDefault(number, 0L));
  }

  /// Writes it into an empty directory.
  public void copyTo(Path directory) throws IOException {
    copy(Disk.ROOT, directory);
  }

  private void copy(long home, Path directory) throws IOException {
    for (var entry : directories.getOrDefault(home, new TreeMap<>()).entrySet()) {
      var path = directory.resolve(entry.getKey());
      long number = entry.getValue();
      if (image.directories().containsKey(number)) {
        Files.createDirectory(path);
        copy(number, path);
      } else if (image.files().containsKey(number)) {
        write(content(number), path);
      }
    }
  }

  private static void write(Content content, Path path) throws IOException {
    try (var channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.allocate(1 << 20);
      for (long at = 0; at < content.size(); at += buffer.limit()) {
        buffer.clear();
        content.read(at, buffer);
        buffer.flip();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    }
  }
}
