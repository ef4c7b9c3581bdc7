package dev.cairn.message;

import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records and enums that messages may have, by their names; immutable. */
final class MessageTypes {
    static final MessageTypes NONE = new MessageTypes(Map.of(), Map.of());

    private final Map<String, NamedForm<?>> byName;
    private final Map<Class<?>, NamedForm<?>> byClass;

    private MessageTypes(Map<String, NamedForm<?>> byName, Map<Class<?>, NamedForm<?>> byClass) {
        this.byName = byName;
        this.byClass = byClass;
    }

    @Nullable
    NamedForm<?> of(String name) {
        return byName.get(name);
    }

    @Nullable
    NamedForm<?> of(Class<?> type) {
        return byClass.get(type);
    }

    MessageTypes with(Class<?> type) {
        if (!isNamed(type) && !type.isSealed()) {
            throw new IllegalArgumentException(type.getName() + " is neither a record nor an enum nor sealed");
        }
        MessageTypes more = copy();
        more.addAll(type);
        return more;
    }

    MessageTypes with(String name, Class<?> type) {
        if (!isNamed(type)) {
            throw new IllegalArgumentException(
                    type.getName() + ", named " + name + ", is neither a record nor an enum");
        }
        MessageTypes more = copy();
        NamedForm<?> before = more.byClass.remove(type);
        if (before != null) {
            more.byName.remove(before.name());
        }
        more.add(name, type);
        more.addAll(type);
        return more;
    }

    private MessageTypes copy() {
        return new MessageTypes(new HashMap<>(byName), new HashMap<>(byClass));
    }

    static boolean isNamed(Class<?> type) {
        return type.isRecord() || type.isEnum();
    }

    /** Adds {@code first} and what it leads to. */
    private void addAll(Class<?> first) {
        Set<Class<?>> seen = new HashSet<>();
        Deque<Class<?>> waiting = new ArrayDeque<>(List.of(first));
        while (!waiting.isEmpty()) {
            Class<?> type = waiting.remove();
            if (!seen.add(type)) {
                continue;
            }
            if (isNamed(type)) {
                if (byClass.get(type) == null) {
                    add(type.getName(), type);
                }
                waiting.addAll(componentTypes(type));
            } else if (type.isSealed()) {
                waiting.addAll(List.of(type.getPermittedSubclasses()));
            }
        }
    }

    private static List<Class<?>> componentTypes(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components == null
                ? List.of()
                : Arrays.stream(components)
                        .<Class<?>>map(RecordComponent::getType)
                        .toList();
    }

    private void add(String name, Class<?> type) {
        NamedForm<?> form = NamedForm.of(name, type);
        NamedForm<?> other = byName.putIfAbsent(name, form);
        if (other != null) {
            throw new IllegalArgumentException(name + " is the name of " + other.type() + " and of " + type);
        }
        byClass.put(type, form);
    }
}
