/**
 * Read-only views of collections, as collections of {@code java.util}. A view reads its elements through an interface, such as {@link
 * ListSource}, and does not know the collection behind it. {@link ElementFunctions} serves views and collections.
 */
package dev.cairn.internal.view;
