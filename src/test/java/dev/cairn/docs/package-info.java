/** The examples of the docs, which run. */
package dev.cairn.docs;
