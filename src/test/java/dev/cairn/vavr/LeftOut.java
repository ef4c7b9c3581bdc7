package dev.cairn.vavr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names inherited tests that a suite does not run, and the reason. A name without a test fails the suite. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(LeftOut.Several.class)
@ExtendWith(LeftOut.Condition.class)
public @interface LeftOut {
    String because();

    String[] tests();

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(Condition.class)
    @interface Several {
        LeftOut[] value();
    }

    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Class<?> suite = context.getRequiredTestClass();
            for (LeftOut leftOut : suite.getAnnotationsByType(LeftOut.class)) {
                if (context.getTestMethod().isEmpty()) {
                    checkNames(suite, leftOut);
                } else if (Arrays.asList(leftOut.tests())
                        .contains(context.getRequiredTestMethod().getName())) {
                    return ConditionEvaluationResult.disabled(leftOut.because());
                }
            }
            return ConditionEvaluationResult.enabled("not left out");
        }

        private static void checkNames(Class<?> suite, LeftOut leftOut) {
            for (String name : leftOut.tests()) {
                if (Arrays.stream(suite.getMethods())
                        .noneMatch(method -> method.getName().equals(name))) {
                    throw new IllegalStateException(suite + " leaves out " + name + ", which it does not have");
                }
            }
        }
    }
}
