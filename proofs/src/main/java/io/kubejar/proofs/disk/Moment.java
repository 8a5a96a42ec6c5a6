package io.kubejar.proofs.disk;

/// A moment at which the power may fail.
public final class Moment {

  private final Image image;
  private final Disk.Journal journal;

  private Moment(Image image, Disk.Journal journal) {
    this.image = image;
    this.journal = journal;
  }

  /// How a disk is now.
  public static Moment of(Disk disk) {
    return new Moment(disk.image(), disk.journal());
  }

  Image image() {
    return image;
  }

  Disk.Journal journal() {
    return journal;
  }
}
