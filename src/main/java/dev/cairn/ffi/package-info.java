/**
 * Native code on the nodes of collections, without copies: {@link dev.cairn.ffi.Ffi#view views} of versions, and places in builders that native
 * code fills. {@link dev.cairn.ffi.Arrow} gives collections to other systems, databases say, by the C stream interface of Apache Arrow, and takes
 * such streams. docs/native.md shows how to use it. The module needs native access: {@code --enable-native-access=dev.cairn}, or {@code
 * ALL-UNNAMED} on the class path.
 */
package dev.cairn.ffi;
