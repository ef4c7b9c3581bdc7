package dev.cairn.views;

import com.google.common.collect.testing.AbstractContainerTester;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicTest;

/** A suite of JUnit 3, which is what guava-testlib builds, as tests of JUnit 5. */
final class Suite {
    private Suite() {}

    static Stream<DynamicTest> of(TestSuite suite) {
        List<DynamicTest> tests = new ArrayList<>();
        collect(suite.getName(), suite, tests);
        return tests.stream();
    }

    private static void collect(String path, TestSuite suite, List<DynamicTest> tests) {
        for (Test test : Collections.list(suite.tests())) {
            switch (test) {
                case TestSuite inner -> collect(path + " / " + inner.getName(), inner, tests);
                case TestCase one -> tests.add(DynamicTest.dynamicTest(path + " / " + name(one), () -> run(one)));
                default -> throw new IllegalArgumentException("neither a test nor a suite: " + test);
            }
        }
    }

    private static String name(TestCase test) {
        return test instanceof AbstractContainerTester<?, ?> tester ? tester.getTestMethodName() : test.getName();
    }

    private static void run(TestCase test) throws Throwable {
        TestResult result = new TestResult();
        test.run(result);
        for (var failure : Collections.list(result.failures())) {
            throw failure.thrownException();
        }
        for (var error : Collections.list(result.errors())) {
            throw error.thrownException();
        }
    }
}
