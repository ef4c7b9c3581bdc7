/**
 * Read-only views of collections, as collections of {@code java.util}. A view reads its elements by an interface, such as {@link ListSource}.
 * It does not know the collection behind that. {@link ElementFunctions} has what views and collections both do with elements.
 */
package dev.cairn.internal.view;
