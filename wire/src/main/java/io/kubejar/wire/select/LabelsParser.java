package io.kubejar.wire.select;

import io.kubejar.wire.select.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads label selectors: requirements separated by commas, each a key, an operator and values.
final class LabelsParser {
  private enum Token {
    OPEN,
    CLOSE,
    COMMA,
    NOT,
    EQUALS,
    DOUBLE_EQUALS,
    NOT_EQUALS,
    GREATER,
    LESS,
    IN,
    NOT_IN,
    IDENTIFIER,
    ERROR,
    END
  }

  private record Item(Token token, String text) {}

  private static final String SYMBOLS = "=!(),><";
  private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

  private final List<Item> items = new ArrayList<>();
  private int next;

  LabelsParser(String text) {
    scan(text);
  }

  private void scan(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        at++;
        continue;
      }
      Item item = SYMBOLS.indexOf(c) >= 0 ? symbol(text, at) : word(text, at);
      items.add(item);
      at += item.text.length();
    }
  }

  private static Item symbol(String text, int at) {
    boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == '=';
    return switch (text.charAt(at)) {
      case '(' -> new Item(Token.OPEN, "(");
      case ')' -> new Item(Token.CLOSE, ")");
      case ',' -> new Item(Token.COMMA, ",");
      case '>' -> new Item(Token.GREATER, ">");
      case '<' -> new Item(Token.LESS, "<");
      case '=' -> doubled ? new Item(Token.DOUBLE_EQUALS, "==") : new Item(Token.EQUALS, "=");
      case '!' -> doubled ? new Item(Token.NOT_EQUALS, "!=") : new Item(Token.NOT, "!");
      default -> new Item(Token.ERROR, text.substring(at, at + 1));
    };
  }

  private static Item word(String text, int from) {
    int to = from;
    while (to < text.length() && SYMBOLS.indexOf(text.charAt(to)) < 0 && text.charAt(to) > ' ') {
      to++;
    }
    String word = text.substring(from, Math.max(to, from + 1));
    return switch (word) {
      case "in" -> new Item(Token.IN, word);
      case "notin" -> new Item(Token.NOT_IN, word);
      default -> new Item(Token.IDENTIFIER, word);
    };
  }

  /// The next item where a value may stand, so that `in` and `notin` are words like others.
  private Item look() {
    Item item = operatorOrEnd();
    return item.token == Token.IN || item.token == Token.NOT_IN
        ? new Item(Token.IDENTIFIER, item.text)
        : item;
  }

  private Item operatorOrEnd() {
    return next < items.size() ? items.get(next) : new Item(Token.END, "");
  }

  private Item take() {
    Item item = look();
    next++;
    return item;
  }

  List<Requirement> parse() {
    List<Requirement> requirements = new ArrayList<>();
    while (true) {
      Item first = look();
      if (first.token == Token.END) {
        return requirements;
      }
      if (first.token != Token.IDENTIFIER && first.token != Token.NOT) {
        throw found(first, ", expected: !, identifier, or 'end of string'");
      }
      requirements.add(prefixed());
      Item separator = take();
      if (separator.token == Token.END) {
        return requirements;
      }
      if (separator.token != Token.COMMA) {
        throw found(separator, ", expected: ',' or 'end of string'");
      }
      Item following = look();
      if (following.token != Token.IDENTIFIER && following.token != Token.NOT) {
        throw found(following, ", expected: identifier after ','");
      }
    }
  }

  private Requirement prefixed() {
    try {
      return requirement();
    } catch (SelectorException e) {
      throw new SelectorException("unable to parse requirement: " + e.getMessage());
    }
  }

  private Requirement requirement() {
    Item key = take();
    boolean not = key.token == Token.NOT;
    if (not) {
      key = take();
    }
    if (key.token != Token.IDENTIFIER) {
      throw found(key, ", expected: identifier");
    }
    List<String> errors = LabelSyntax.keyErrors(key.text);
    if (!errors.isEmpty()) {
      throw new SelectorException(
          "<nil>: Invalid value: \"" + key.text + "\": " + String.join("; ", errors));
    }
    if (not) {
      return Requirement.of(key.text, Operator.DOES_NOT_EXIST, List.of());
    }
    Token following = look().token;
    if (following == Token.END || following == Token.COMMA) {
      return Requirement.of(key.text, Operator.EXISTS, List.of());
    }
    Operator operator = operator();
    boolean set = operator == Operator.IN || operator == Operator.NOT_IN;
    return Requirement.of(key.text, operator, set ? values() : List.of(exactValue()));
  }

  private Operator operator() {
    Item item = operatorOrEnd();
    next++;
    return switch (item.token) {
      case IN -> Operator.IN;
      case NOT_IN -> Operator.NOT_IN;
      case EQUALS -> Operator.EQUALS;
      case DOUBLE_EQUALS -> Operator.DOUBLE_EQUALS;
      case NOT_EQUALS -> Operator.NOT_EQUALS;
      case GREATER -> Operator.GREATER_THAN;
      case LESS -> Operator.LESS_THAN;
      case OPEN, CLOSE, COMMA, NOT, IDENTIFIER, ERROR, END ->
          throw found(item, ", expected: " + OPERATORS);
    };
  }

  private String exactValue() {
    Token following = look().token;
    if (following == Token.END || following == Token.COMMA) {
      return "";
    }
    Item value = take();
    if (value.token != Token.IDENTIFIER) {
      throw found(value, ", expected: identifier");
    }
    return value.text;
  }

  private List<String> values() {
    Item open = take();
    if (open.token != Token.OPEN) {
      throw found(open, " expected: '('");
    }
    Item first = look();
    if (first.token == Token.CLOSE) {
      take();
      return List.of("");
    }
    if (first.token != Token.IDENTIFIER && first.token != Token.COMMA) {
      throw found(first, ", expected: ',', ')' or identifier");
    }
    return List.copyOf(identifiers());
  }

  /// Values up to the closing parenthesis; between two commas stands the empty value.
  private Set<String> identifiers() {
    Set<String> values = new TreeSet<>();
    boolean separated = true;
    while (true) {
      Item item = take();
      switch (item.token) {
        case IDENTIFIER -> {
          values.add(item.text);
          separated = false;
          Item following = look();
          if (following.token != Token.COMMA && following.token != Token.CLOSE) {
            throw found(following, ", expected: ',' or ')'");
          }
        }
        case COMMA -> {
          if (separated) {
            values.add("");
          }
          separated = true;
        }
        case CLOSE -> {
          if (separated) {
            values.add("");
          }
          return values;
        }
        case OPEN, NOT, EQUALS, DOUBLE_EQUALS, NOT_EQUALS, GREATER, LESS, IN, NOT_IN, ERROR, END ->
            throw found(item, ", expected: ',', or identifier");
      }
    }
  }

  private static SelectorException found(Item item, String rest) {
    return new SelectorException("found '" + item.text + "'" + rest);
  }
}
