package dev.cairn.message;

import java.util.HashMap;
import java.util.Map;

/** Constants of an enum, by their names. */
final class EnumForm<E extends Enum<E>> extends NamedForm<E> {
    private final Map<String, E> constants = new HashMap<>();

    EnumForm(String name, Class<E> type) {
        super(name, type);
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.name(), constant);
        }
    }

    @Override
    void put(FormatWriter out, E value) {
        Texts.TEXT.write(out, value.name());
    }

    @Override
    E take(FormatReader in, FormatType next) {
        if (next != FormatType.TEXT) {
            return takeTagged(in, next);
        }
        String constant = in.text();
        E value = constants.get(constant);
        if (value == null) {
            throw in.fault(name() + " has no " + constant);
        }
        return value;
    }
}
