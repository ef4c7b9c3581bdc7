/** Records: reading their components and making them again. */
package dev.cairn.internal.record;
