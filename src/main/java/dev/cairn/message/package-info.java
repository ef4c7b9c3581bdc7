/** Values that pass from one owner to another: letters, and mailboxes in which they wait. */
package dev.cairn.message;
