/**
 * Native code on the nodes of collections, without copies: {@link dev.cairn.ffi.Ffi#view views} of versions, and places in builders that native
 * code fills. The module needs native access: {@code --enable-native-access=dev.cairn}, or {@code ALL-UNNAMED} on the class path.
 */
package dev.cairn.ffi;
