/** Records: reads their components, and makes records of components. */
package dev.cairn.internal.record;
