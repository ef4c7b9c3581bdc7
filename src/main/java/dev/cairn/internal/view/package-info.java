/**
 * Views of collections as those of {@code java.util}. They are read-only. Each reads what it shows by an interface, {@link ListSource} and
 * the like, and knows none of the collections. {@link Elements} has the parts of such views that the collections use, too.
 */
package dev.cairn.internal.view;
