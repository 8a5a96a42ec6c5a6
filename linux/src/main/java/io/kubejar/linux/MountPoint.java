package io.kubejar.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One line of `/proc/self/mountinfo`: what is mounted where.
///
/// @param target where it is mounted
/// @param root the directory of the file system that is shown there
/// @param type the file system's type, such as `overlay`
/// @param source the device, or what the file system calls its source
/// @param superOptions the options of the file system itself, for a cgroup its controllers
public record MountPoint(
    Path target, String root, String type, String source, List<String> superOptions) {

  public MountPoint {
    superOptions = List.copyOf(superOptions);
  }

  /// Reads a line, or nothing where the kernel wrote something else.
  static Optional<MountPoint> parse(String line) {
    String[] fields = line.split(" ");
    for (int i = 6; i + 3 < fields.length; i++) {
      if (fields[i].equals("-")) {
        return Optional.of(
            new MountPoint(
                Path.of(unescape(fields[4])),
                unescape(fields[3]),
                fields[i + 1],
                unescape(fields[i + 2]),
                List.of(fields[i + 3].split(","))));
      }
    }
    return Optional.empty();
  }

  /// Spaces, tabs, newlines and backslashes are written as three octal digits.
  private static String unescape(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    byte[] in = field.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '\\' && i + 3 < in.length) {
        out[length++] = (byte) ((in[i + 1] - '0') * 64 + (in[i + 2] - '0') * 8 + (in[i + 3] - '0'));
        i += 3;
      } else {
        out[length++] = in[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
