/** What a user holds: stores, persistent collections, and the exceptions that name what went wrong. */
package dev.cairn;
