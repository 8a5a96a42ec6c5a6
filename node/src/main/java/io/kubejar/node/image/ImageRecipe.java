package io.kubejar.node.image;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an image is made of: one layer of files on top of nothing or of another image.
///
/// @param base the image below, which the store must have; null for nothing
/// @param items what is added, later items over earlier ones
/// @param config how containers start
public record ImageRecipe(@Nullable ImageName base, List<Item> items, ImageConfig config) {

  public ImageRecipe {
    items = List.copyOf(items);
  }

  public static ImageRecipe fromScratch(List<Item> items, ImageConfig config) {
    return new ImageRecipe(null, items, config);
  }

  /// Something added at an absolute path of the image.
  public sealed interface Item {
    String target();
  }

  /// Who owns what is added.
  ///
  /// @param uid the user's number
  /// @param gid the group's number
  public record Owner(long uid, long gid) {
    public static final Owner ROOT = new Owner(0, 0);
  }

  /// A file or a directory with all that is in it, from this machine. Links stay links.
  ///
  /// @param mode the permission bits, of files only; -1 takes those of the source
  public record Copy(Path source, String target, int mode, Owner owner) implements Item {}

  /// A file given as bytes.
  public record Content(String target, byte[] bytes, int mode, Owner owner) implements Item {}

  /// An empty directory.
  public record Directory(String target, int mode, Owner owner) implements Item {}

  /// A symbolic link.
  ///
  /// @param to what it points to
  public record Link(String target, String to) implements Item {}
}
