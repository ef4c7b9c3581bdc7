package dev.cairn;

import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;

/**
 * A test that touches stores. Tests keep versions in local variables, not in fields, so that they are dead at the end.
 */
@AddLifecycleHook(StoreTest.PropertyName.class)
public abstract class StoreTest {
    /**
     * The place of classes that ask for many full collections: first, while little is alive in the test's JVM, so that a collection
     * takes a fifth of the time.
     */
    public static final int COLLECTS = 1;

    /** Of the class whose tests run. */
    private static final Leftovers LEFTOVERS = new Leftovers();

    protected final Stores stores = new Stores();
    private String property = "";

    @AfterEach
    void isSound(TestInfo test) {
        stores.end(
                getClass().getSimpleName() + "."
                        + test.getTestMethod().orElseThrow().getName() + ", " + test.getDisplayName(),
                LEFTOVERS);
    }

    @AfterProperty
    void isSound() {
        stores.end(getClass().getSimpleName() + "." + property, LEFTOVERS);
    }

    @AfterAll
    @AfterContainer
    static void nothingIsLeft() {
        LEFTOVERS.settle();
    }

    /** Tells a test the name of its property. */
    static final class PropertyName implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor executor) {
            ((StoreTest) context.testInstance()).property = context.label();
            return executor.execute();
        }

        @Override
        public PropagationMode propagateTo() {
            return PropagationMode.ALL_DESCENDANTS;
        }
    }
}
