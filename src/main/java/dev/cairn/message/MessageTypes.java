package dev.cairn.message;

import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records, enums and mapped classes that messages may have, by their names; immutable. */
final class MessageTypes {
    static final MessageTypes NONE = new MessageTypes(Map.of(), Map.of(), List.of());

    private final Map<String, NamedType<?>> byName;
    private final Map<Class<?>, NamedType<?>> byClass;
    private final List<NamedType.Mapped<?>> mapped;

    private MessageTypes(
            Map<String, NamedType<?>> byName, Map<Class<?>, NamedType<?>> byClass, List<NamedType.Mapped<?>> mapped) {
        this.byName = byName;
        this.byClass = byClass;
        this.mapped = mapped;
    }

    /** The entry of this name; null if there is none. */
    @Nullable
    NamedType<?> of(String name) {
        return byName.get(name);
    }

    /** The entry for values of class {@code type}: its own, or the first mapped class that it extends; null if there is none. */
    @Nullable
    NamedType<?> of(Class<?> type) {
        NamedType<?> own = byClass.get(type);
        if (own == null) {
            for (NamedType.Mapped<?> entry : mapped) {
                if (entry.type.isAssignableFrom(type)) {
                    return entry;
                }
            }
        }
        return own;
    }

    MessageTypes with(NamedType.Mapped<?> type) {
        MessageTypes more = copy();
        more.add(type);
        more.mapped.add(type);
        return more;
    }

    MessageTypes with(Class<?> type) {
        if (!NamedType.isNamed(type) && !type.isSealed()) {
            throw new IllegalArgumentException(type.getName() + " is neither a record nor an enum nor sealed");
        }
        MessageTypes more = copy();
        more.addAll(type);
        return more;
    }

    MessageTypes with(String name, Class<?> type) {
        if (!NamedType.isNamed(type)) {
            throw new IllegalArgumentException(
                    type.getName() + ", named " + name + ", is neither a record nor an enum");
        }
        MessageTypes more = copy();
        NamedType<?> before = more.byClass.remove(type);
        if (before != null) {
            more.byName.remove(before.name);
        }
        more.add(name, type);
        more.addAll(type);
        return more;
    }

    private MessageTypes copy() {
        return new MessageTypes(new HashMap<>(byName), new HashMap<>(byClass), new ArrayList<>(mapped));
    }

    /** Adds {@code first}, the types of its components, and the classes that a sealed interface among them permits. */
    private void addAll(Class<?> first) {
        Set<Class<?>> seen = new HashSet<>();
        Deque<Class<?>> waiting = new ArrayDeque<>(List.of(first));
        while (!waiting.isEmpty()) {
            Class<?> type = waiting.remove();
            if (!seen.add(type)) {
                continue;
            }
            if (NamedType.isNamed(type)) {
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
        add(NamedType.of(name, type));
    }

    private void add(NamedType<?> entry) {
        NamedType<?> other = byName.putIfAbsent(entry.name, entry);
        if (other != null) {
            throw new IllegalArgumentException(entry.name + " is the name of " + other.type + " and of " + entry.type);
        }
        byClass.put(entry.type, entry);
    }
}
