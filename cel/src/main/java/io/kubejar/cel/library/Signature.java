package io.kubejar.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.types.TypeType;
import java.util.ArrayList;
import java.util.List;

/// Reads a function's signature: `find(string, string) -> string`, or with a receiver
/// `string::find(string) -> string`. A single capital letter is a type parameter.
final class Signature {
  private final String text;
  private int at;

  private Signature(String text) {
    this.text = text;
  }

  static Overload read(String text, boolean declared, Overload.Body body) {
    return new Signature(text).overload(declared, body);
  }

  private Overload overload(boolean declared, Overload.Body body) {
    List<CelType> parameters = new ArrayList<>();
    boolean member = text.contains("::");
    if (member) {
      parameters.add(type());
      expect("::");
    }
    int open = text.indexOf('(', at);
    String name = text.substring(at, open);
    at = open + 1;
    while (text.charAt(at) != ')') {
      parameters.add(type());
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    expect("->");
    return new Overload(name, member, List.copyOf(parameters), type(), declared, body);
  }

  private CelType type() {
    skipBlanks();
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    List<CelType> arguments = new ArrayList<>();
    if (at < text.length() && text.charAt(at) == '<') {
      do {
        at++;
        arguments.add(type());
      } while (text.charAt(at) == ',');
      at++;
    }
    skipBlanks();
    return switch (name) {
      case "bool" -> SimpleType.BOOL;
      case "int" -> SimpleType.INT;
      case "uint" -> SimpleType.UINT;
      case "double" -> SimpleType.DOUBLE;
      case "string" -> SimpleType.STRING;
      case "bytes" -> SimpleType.BYTES;
      case "timestamp" -> SimpleType.TIMESTAMP;
      case "duration" -> SimpleType.DURATION;
      case "dyn" -> SimpleType.DYN;
      case "null" -> SimpleType.NULL_TYPE;
      case "type" -> TypeType.create(SimpleType.DYN);
      case "list" -> ListType.create(arguments.getFirst());
      case "map" -> MapType.create(arguments.getFirst(), arguments.get(1));
      case "optional" -> OptionalType.create(arguments.getFirst());
      default -> name.length() == 1 ? TypeParamType.create(name) : OpaqueType.create(name);
    };
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_';
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private void expect(String token) {
    skipBlanks();
    if (!text.startsWith(token, at)) {
      throw new IllegalArgumentException("expected " + token + " at " + at + " of " + text);
    }
    at += token.length();
  }
}
