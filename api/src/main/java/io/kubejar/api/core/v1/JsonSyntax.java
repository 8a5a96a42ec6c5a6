package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

/// Whether a text is a JSON object, as far as secrets that hold one need to know.
final class JsonSyntax {
  private static final String CUT_OFF = "unexpected end of JSON input";

  private final String text;
  private int at;

  private JsonSyntax(String text) {
    this.text = text;
  }

  /// What is wrong; empty when nothing is.
  static String wrong(String text) {
    JsonSyntax syntax = new JsonSyntax(text);
    try {
      syntax.value(0);
      syntax.space();
      if (syntax.at < text.length()) {
        throw syntax.unexpected("after top-level value");
      }
      return text.strip().startsWith("{") || text.strip().equals("null")
          ? ""
          : "json: cannot unmarshal into Go value of type map[string]interface {}";
    } catch (IllegalArgumentException e) {
      return orElse(e.getMessage(), CUT_OFF);
    }
  }

  private void value(int depth) {
    if (depth > 1000) {
      throw new IllegalArgumentException("exceeded max depth");
    }
    space();
    switch (peek()) {
      case '{' -> members(depth, '}', true);
      case '[' -> members(depth, ']', false);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void members(int depth, char close, boolean named) {
    at++;
    space();
    if (peek() == close) {
      at++;
      return;
    }
    while (true) {
      if (named) {
        space();
        if (peek() != '"') {
          throw unexpected("looking for beginning of object key string");
        }
        string();
        space();
        if (peek() != ':') {
          throw unexpected("after object key");
        }
        at++;
      }
      value(depth + 1);
      space();
      char next = peek();
      at++;
      if (next == close) {
        return;
      }
      if (next != ',') {
        at--;
        throw unexpected(named ? "after object key:value pair" : "after array element");
      }
    }
  }

  private void string() {
    at++;
    while (peek() != '"') {
      if (peek() < ' ') {
        throw unexpected("in string literal");
      }
      at += peek() == '\\' ? 2 : 1;
    }
    at++;
  }

  private void word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw unexpected("in literal " + word);
      }
      at++;
    }
  }

  private void number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (start == at) {
      throw unexpected("looking for beginning of value");
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException(CUT_OFF);
    }
    return text.charAt(at);
  }

  private IllegalArgumentException unexpected(String where) {
    return new IllegalArgumentException("invalid character '" + peek() + "' " + where);
  }
}
