/** Reading and writing collections with Jackson, as JSON for instance. */
package dev.cairn.jackson;
