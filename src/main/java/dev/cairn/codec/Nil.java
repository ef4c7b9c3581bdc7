package dev.cairn.codec;

/** What a codec that has null prepares for it. */
enum Nil {
    NIL
}
