/** Laws: what holds of every vector, as properties. */
package dev.cairn.laws;
