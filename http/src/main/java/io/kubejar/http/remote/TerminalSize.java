package io.kubejar.http.remote;

/// Columns and rows of a terminal.
public record TerminalSize(int width, int height) {}
