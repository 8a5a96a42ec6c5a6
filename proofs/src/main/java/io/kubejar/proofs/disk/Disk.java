package io.kubejar.proofs.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A file system in memory that knows what of it would outlive a power failure.
///
/// A page of a file is safe once the file was synced. A name is safe once its directory was synced;
/// with a [Journal#ORDERED] journal a sync of anything makes all earlier changes of names safe, as
/// ext4 and XFS do. All of it under one lock, so that an [Image] is a moment.
public final class Disk {

  /// What makes changes of names safe.
  public enum Journal {
    /// Any sync, for all that came before it; a power failure leaves a beginning of the rest.
    ORDERED,
    /// Syncing their directory, as POSIX has it; a power failure leaves a beginning for each
    /// directory.
    NONE
  }

  static final long ROOT = 1;

  private final Journal journal;
  private final Faults faults = new Faults();
  private final Map<Long, Node> nodes = new HashMap<>();
  private final List<Naming> pending = new ArrayList<>();
  private final Node.Directory root = new Node.Directory(ROOT, 0700);
  private LongConsumer watcher = _ -> {};
  private long nextNumber = ROOT + 1;
  private long operations;
  private boolean off;

  /// An empty disk.
  public Disk(Journal journal) {
    this.journal = journal;
    nodes.put(ROOT, root);
  }

  /// What is wrong with it.
  public Faults faults() {
    return faults;
  }

  /// The journal it has.
  public Journal journal() {
    return journal;
  }

  /// Has someone told of each change and each sync, before it takes place, with its number. The
  /// disk stands still meanwhile.
  public synchronized void watch(LongConsumer watcher) {
    this.watcher = watcher;
  }

  /// From now on nothing works, as without power.
  public synchronized void switchOff() {
    off = true;
  }

  /// A change or a sync begins.
  private void change() throws DiskException {
    if (!off) {
      watcher.accept(operations++);
    }
    if (off || faults.failing()) {
      throw new DiskException(DiskException.EIO);
    }
  }

  private void look() throws DiskException {
    if (off || faults.failing()) {
      throw new DiskException(DiskException.EIO);
    }
  }

  synchronized Node node(long number) throws DiskException {
    var node = nodes.get(number);
    if (node == null) {
      throw new DiskException(DiskException.ENOENT);
    }
    return node;
  }

  private Node.Directory directory(long number) throws DiskException {
    if (node(number) instanceof Node.Directory directory) {
      return directory;
    }
    throw new DiskException(DiskException.ENOTDIR);
  }

  private Content content(long number) throws DiskException {
    if (node(number) instanceof Node.File file) {
      return file.content();
    }
    throw new DiskException(DiskException.EISDIR);
  }

  synchronized Node lookup(long parent, String name) throws DiskException {
    var node = directory(parent).entries().get(name);
    if (node == null) {
      throw new DiskException(DiskException.ENOENT);
    }
    node.lookedUp();
    return node;
  }

  synchronized void forget(long number, long count) {
    var node = nodes.get(number);
    if (node != null && number != ROOT) {
      node.forgotten(count);
      release(node);
    }
  }

  private void release(Node node) {
    if (node.gone()) {
      nodes.remove(node.number());
    }
  }

  synchronized Node make(long parent, String name, int mode, boolean directory)
      throws DiskException {
    change();
    var home = directory(parent);
    if (home.entries().containsKey(name)) {
      throw new DiskException(DiskException.EEXIST);
    }
    reserve(Content.PAGE);
    long number = nextNumber++;
    Node node =
        directory ? new Node.Directory(number, mode) : new Node.File(number, mode, new Content());
    nodes.put(number, node);
    node.lookedUp();
    name(Naming.made(home, name, node));
    return node;
  }

  synchronized void remove(long parent, String name) throws DiskException {
    change();
    var home = directory(parent);
    var node = home.entries().get(name);
    if (node == null) {
      throw new DiskException(DiskException.ENOENT);
    }
    if (node instanceof Node.Directory directory && !directory.entries().isEmpty()) {
      throw new DiskException(DiskException.ENOTEMPTY);
    }
    name(Naming.removed(home, name));
  }

  synchronized void rename(long parent, String name, long newParent, String newName)
      throws DiskException {
    change();
    var from = directory(parent);
    var to = directory(newParent);
    var node = from.entries().get(name);
    if (node == null) {
      throw new DiskException(DiskException.ENOENT);
    }
    if (node.equals(to.entries().get(newName))) {
      return;
    }
    name(new Naming(to, newName, node, from, name));
  }

  private void name(Naming naming) {
    var replaced = apply(naming, naming.directory().entries(), entriesOf(naming.from()));
    if (naming.node() != null && naming.from() == null) {
      naming.node().named(1);
    }
    pending.add(naming);
    if (replaced != null) {
      replaced.named(-1);
      release(replaced);
    }
  }

  private static @Nullable TreeMap<String, Node> entriesOf(Node.@Nullable Directory directory) {
    return directory == null ? null : directory.entries();
  }

  private static @Nullable Node apply(
      Naming naming, TreeMap<String, Node> entries, @Nullable TreeMap<String, Node> former) {
    Node replaced =
        naming.node() == null
            ? entries.remove(naming.name())
            : entries.put(naming.name(), naming.node());
    if (former != null && naming.formerName() != null && naming.node() != null) {
      former.remove(naming.formerName(), naming.node());
    }
    return replaced;
  }

  private void makeSafe(Naming naming) {
    var from = naming.from();
    apply(naming, naming.directory().safe(), from == null ? null : from.safe());
  }

  synchronized void syncDirectory(long number) throws DiskException {
    change();
    var directory = directory(number);
    switch (faults.syncing()) {
      case LIES -> {}
      case FAILS -> throw new DiskException(DiskException.EIO);
      case WORKS -> syncNames(directory);
    }
  }

  private void syncNames(Node.@Nullable Directory directory) {
    var left = new ArrayList<Naming>();
    for (var naming : pending) {
      if (journal == Journal.ORDERED || directory != null && naming.touches(directory)) {
        makeSafe(naming);
      } else {
        left.add(naming);
      }
    }
    pending.clear();
    pending.addAll(left);
  }

  synchronized void syncFile(long number) throws DiskException {
    change();
    var content = content(number);
    switch (faults.syncing()) {
      case LIES -> {}
      case FAILS -> {
        content.failSync();
        throw new DiskException(DiskException.EIO);
      }
      case WORKS -> {
        content.sync();
        if (journal == Journal.ORDERED) {
          syncNames(null);
        }
      }
    }
  }

  synchronized void read(long number, long offset, ByteBuffer into) throws DiskException {
    look();
    content(number).read(offset, into);
  }

  synchronized void write(long number, long offset, ByteBuffer from) throws DiskException {
    change();
    var content = content(number);
    reserve(Math.max(0, offset + from.remaining() - content.size()));
    content.write(offset, from);
  }

  synchronized void resize(long number, long size) throws DiskException {
    change();
    var content = content(number);
    reserve(Math.max(0, size - content.size()));
    content.resize(size);
  }

  /// Refuses what the disk has no room for.
  private void reserve(long bytes) throws DiskException {
    if (faults.capacity() != Long.MAX_VALUE && used() + bytes > faults.capacity()) {
      throw new DiskException(DiskException.ENOSPC);
    }
  }

  /// The bytes it holds.
  public synchronized long used() {
    long used = 0;
    for (var node : nodes.values()) {
      used += node instanceof Node.File file ? file.content().size() : Content.PAGE;
    }
    return used;
  }

  synchronized List<Map.Entry<String, Node>> list(long number) throws DiskException {
    look();
    return List.copyOf(directory(number).entries().entrySet());
  }

  synchronized void chmod(long number, int permissions) throws DiskException {
    node(number).chmod(permissions);
  }

  /// This moment.
  synchronized Image image() {
    var files = new HashMap<Long, Image.File>();
    var directories = new HashMap<Long, Image.Directory>();
    collect(root, files, directories);
    for (var naming : pending) {
      collect(naming.node(), files, directories);
    }
    return new Image(ROOT, files, directories, List.copyOf(pending));
  }

  private static void collect(
      @Nullable Node node, Map<Long, Image.File> files, Map<Long, Image.Directory> directories) {
    switch (node) {
      case null -> {}
      case Node.File file -> files.computeIfAbsent(file.number(), _ -> image(file));
      case Node.Directory directory -> {
        if (directories.containsKey(directory.number())) {
          return;
        }
        var safe = new TreeMap<String, Long>();
        directory.safe().forEach((name, each) -> safe.put(name, each.number()));
        directories.put(directory.number(), new Image.Directory(directory.mode(), safe));
        directory.safe().values().forEach(each -> collect(each, files, directories));
        directory.entries().values().forEach(each -> collect(each, files, directories));
      }
    }
  }

  private static Image.File image(Node.File file) {
    var image = file.content().image();
    return new Image.File(
        image.pages(), image.size(), image.safe(), image.safeSize(), image.dirty(), file.mode());
  }

  /// Puts a file or a directory where nothing is yet, safely; for what a power failure left.
  void place(Node.Directory home, String name, Node node) {
    nodes.put(node.number(), node);
    nextNumber = Math.max(nextNumber, node.number() + 1);
    node.named(1);
    home.entries().put(name, node);
    home.safe().put(name, node);
  }

  Node.Directory root() {
    return root;
  }
}
