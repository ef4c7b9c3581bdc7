/** What is checked of the tree itself: imports, formatting, lengths, links, Javadoc, and tables in the docs. */
package dev.cairn.architecture;
