package dev.cairn.model;

/** A rule or invariant found broken; says which, and by what. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    final Rule rule;

    Violation(Rule rule, String detail) {
        super(rule + " (" + rule.text + "): " + detail);
        this.rule = rule;
    }
}
