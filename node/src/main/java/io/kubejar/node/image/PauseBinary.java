package io.kubejar.node.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The program that holds a sandbox's namespaces open: a static Linux executable of a few hundred
/// bytes, put together here instruction by instruction.
///
/// In C it would be
///
/// ```
/// sigaction(SIGCHLD, {SIG_IGN});            // the kernel reaps what is orphaned to us
/// sigprocmask(SIG_BLOCK, {SIGTERM, SIGINT});
/// while (sigtimedwait({SIGTERM, SIGINT}) <= 0) {}
/// exit_group(0);
/// ```
///
/// Signals are waited for rather than handled, since a first process gets no default actions.
final class PauseBinary {

  private static final int BASE = 0x400000;
  private static final int FILE_HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int CODE = FILE_HEADER + PROGRAM_HEADER;
  private static final int SIGCHLD = 17;
  private static final int SIG_IGN = 1;

  /// SIGINT is signal 2, SIGTERM 15; bit 0 is signal 1.
  private static final long END_SIGNALS = 1L << 1 | 1L << 14;

  private static final int SIGNAL_SET_BYTES = 8;
  private static final int SIGACTION_BYTES = 32;

  private PauseBinary() {}

  static byte[] of(Architecture architecture) {
    return switch (architecture) {
      case AMD64 -> executable(62, amd64(0, 0), PauseBinary::amd64);
      case ARM64 -> executable(183, arm64(0, 0), PauseBinary::arm64);
    };
  }

  private interface Code {
    ByteBuffer at(int action, int signals);
  }

  /// @param machine the processor's number in ELF files
  /// @param sample code of the final length
  private static byte[] executable(int machine, ByteBuffer sample, Code code) {
    int action = (CODE + sample.position() + 7) / 8 * 8;
    int signals = action + SIGACTION_BYTES;
    byte[] notice = "\0KubeJar pause\0".getBytes(StandardCharsets.US_ASCII);
    int length = signals + SIGNAL_SET_BYTES + notice.length;
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
    file.putShort((short) 2).putShort((short) machine).putInt(1);
    file.putLong(BASE + CODE).putLong(FILE_HEADER).putLong(0);
    file.putInt(0).putShort((short) FILE_HEADER).putShort((short) PROGRAM_HEADER);
    file.putShort((short) 1).putShort((short) 64).putShort((short) 0).putShort((short) 0);
    // One segment: the whole file, readable and executable.
    file.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    file.putLong(length).putLong(length).putLong(0x10000);
    file.put(code.at(BASE + action, BASE + signals).flip());
    file.position(action);
    file.putLong(SIG_IGN);
    file.position(signals);
    file.putLong(END_SIGNALS);
    file.put(notice);
    return file.array();
  }

  private static ByteBuffer amd64(int action, int signals) {
    ByteBuffer code = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    amd64Call(code, 13, SIGCHLD, action, 0);
    amd64Call(code, 14, 0, signals, 0);
    int wait = code.position();
    amd64Call(code, 128, signals, 0, 0);
    code.put(bytes(0x85, 0xc0)); // test eax, eax
    code.put((byte) 0x7e).put((byte) (wait - (code.position() + 1))); // jle wait
    amd64Call(code, 231, 0, 0, 0);
    return code;
  }

  /// A call with the length of a signal set as fourth argument, which exit ignores.
  private static void amd64Call(ByteBuffer code, int number, int first, int second, int third) {
    code.put((byte) 0xbf).putInt(first); // mov edi
    code.put((byte) 0xbe).putInt(second); // mov esi
    code.put((byte) 0xba).putInt(third); // mov edx
    code.put(bytes(0x41, 0xba)).putInt(SIGNAL_SET_BYTES); // mov r10d
    code.put((byte) 0xb8).putInt(number); // mov eax
    code.put(bytes(0x0f, 0x05)); // syscall
  }

  private static ByteBuffer arm64(int action, int signals) {
    ByteBuffer code = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    arm64Call(code, 134, SIGCHLD, action, 0);
    arm64Call(code, 135, 0, signals, 0);
    int wait = code.position();
    arm64Call(code, 137, signals, 0, 0);
    code.putInt(0x7100001f); // cmp w0, #0
    int back = (wait - code.position()) / 4;
    code.putInt(0x5400000d | (back & 0x7ffff) << 5); // b.le wait
    arm64Call(code, 94, 0, 0, 0);
    return code;
  }

  private static void arm64Call(ByteBuffer code, int number, int first, int second, int third) {
    arm64Load(code, 0, first);
    arm64Load(code, 1, second);
    arm64Load(code, 2, third);
    arm64Load(code, 3, SIGNAL_SET_BYTES);
    arm64Load(code, 8, number);
    code.putInt(0xd4000001); // svc #0
  }

  private static void arm64Load(ByteBuffer code, int register, int value) {
    code.putInt(0xd2800000 | (value & 0xffff) << 5 | register); // movz
    code.putInt(0xf2a00000 | value >>> 16 << 5 | register); // movk, lsl #16
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
