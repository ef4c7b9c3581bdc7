/** The views as collections of java.util: guava-testlib's suites run against them. */
package dev.cairn.views;
