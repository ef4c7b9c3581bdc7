package dev.cairn.docs;

/** The examples of README.md: each region between tags stands there word for word. */
class ReadmeTest {}
