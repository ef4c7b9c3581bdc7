/** The public API: stores, persistent collections, and exceptions. */
package dev.cairn;
