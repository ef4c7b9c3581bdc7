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

    private final Map<String, NamedForm<?>> byName;
    private final Map<Class<?>, NamedForm<?>> byClass;
    private final List<MappedForm<?>> mapped;

    private MessageTypes(
            Map<String, NamedForm<?>> byName, Map<Class<?>, NamedForm<?>> byClass, List<MappedForm<?>> mapped) {
        this.byName = byName;
        this.byClass = byClass;
        this.mapped = mapped;
    }

    @Nullable
    NamedForm<?> of(String name) {
        return byName.get(name);
    }

    /** The form of values of class {@code type}: its own, or a mapped one of what it extends. */
    @Nullable
    NamedForm<?> of(Class<?> type) {
        NamedForm<?> own = byClass.get(type);
        if (own == null) {
            for (MappedForm<?> form : mapped) {
                if (form.type().isAssignableFrom(type)) {
                    return form;
                }
            }
        }
        return own;
    }

    <T> MessageTypes with(MappedForm<T> form) {
        MessageTypes more = copy();
        more.add(form);
        more.mapped.add(form);
        return more;
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
        return new MessageTypes(new HashMap<>(byName), new HashMap<>(byClass), new ArrayList<>(mapped));
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
        add(NamedForm.of(name, type));
    }

    private void add(NamedForm<?> form) {
        NamedForm<?> other = byName.putIfAbsent(form.name(), form);
        if (other != null) {
            throw new IllegalArgumentException(
                    form.name() + " is the name of " + other.type() + " and of " + form.type());
        }
        byClass.put(form.type(), form);
    }
}
