/** Laws: what holds of every vector, map and set, as properties. */
package dev.cairn.laws;
