package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.internal.trie.map.MapTable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That docs/costs.md says of each call of a collection what it writes of the changes that wait. */
@Tag("tree")
class WaitingCallsTest extends StoreTest {
    private static final Pattern CALL = Pattern.compile("`([^`]+)`");

    private final DocumentTables document = DocumentTables.read("costs.md");

    /** What the document says of a class: for each call the words of all states. States that begin alike have one column. */
    private Map<String, Map<String, String>> described(WaitingCalls.Subject<?> subject) {
        Map<String, Map<String, String>> calls = new TreeMap<>();
        List<DocumentTables.Row> rows = document.rows(subject.type().getSimpleName(), "calls");
        assertTrue(rows.size() > 2, rows + " of " + subject.type());
        for (DocumentTables.Row row : rows) {
            Map<String, String> words = new TreeMap<>();
            subject.states().keySet().forEach(state -> words.put(state, row.get(state.replaceFirst(",.*", ""))));
            CALL.matcher(row.first())
                    .results()
                    .forEach(call ->
                            assertEquals(null, calls.put(call.group(1), words), () -> call.group(1) + " has two rows"));
        }
        return calls;
    }

    private static Map<String, Map<String, String>> measured(Store store, WaitingCalls.Subject<?> subject) {
        Map<String, Map<String, String>> calls = new TreeMap<>();
        for (String call : subject.calls().keySet()) {
            Map<String, String> words = new TreeMap<>();
            for (String state : subject.states().keySet()) {
                words.put(state, subject.measure(store, state, call).word);
            }
            calls.put(call, words);
        }
        return calls;
    }

    @Test
    void eachCallWritesWhatTheDocumentSays() {
        assumeTrue(
                MapTable.LIMIT > 0 && MapTable.LIMIT < WaitingCalls.MANY / 2,
                "the limit of what is on the heap is the usual one");
        Store store = stores.open(Setting.STANDARD_INHERITED);
        for (WaitingCalls.Subject<?> subject : WaitingCalls.all()) {
            assertEquals(described(subject), measured(store, subject), () -> subject.type() + " in docs/costs.md");
        }
    }

    @Test
    void eachPublicMethodHasARow() {
        List<String> missing = new ArrayList<>();
        for (WaitingCalls.Subject<?> subject : WaitingCalls.all()) {
            Set<String> called = new TreeSet<>();
            subject.calls().keySet().forEach(call -> called.add(call.replaceFirst("\\(.*", "")));
            Arrays.stream(subject.type().getMethods())
                    .filter(WaitingCallsTest::isOurs)
                    .map(Method::getName)
                    .filter(name -> !called.contains(name))
                    .forEach(name -> missing.add(subject.type().getSimpleName() + "." + name));
        }
        assertEquals(List.of(), missing);
    }

    private static boolean isOurs(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass().getPackageName().startsWith("dev.cairn");
    }
}
