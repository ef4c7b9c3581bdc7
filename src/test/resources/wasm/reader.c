/*
 * Reads all kinds of collections by cairn.h, checked. The module has data and a stack in its memory, so it is position independent. Functions fold what
 * they read into a number, which the tests compare with that of Java: for each value h = 31 h + value.
 */
#include "cairn.h"

#define KERNEL(name) __attribute__((export_name(#name)))

static void require(cairn_status status) {
    if (status != CAIRN_OK) __builtin_trap();
}

static cairn_store open_store(uintptr_t base) {
    cairn_store head, store;
    head.base = (const unsigned char *) base;
    require(cairn_store_at(head.base, cairn_u64(cairn_at(&head, 0) + CAIRN_AT_MAX_BYTES), &store));
    return store;
}

static uint64_t fold(uint64_t hash, uint64_t value) {
    return 31 * hash + value;
}

static uint64_t fold_bytes(uint64_t hash, const unsigned char *at, uint64_t count) {
    for (; count > 0; count--, at++) hash = fold(hash, (uint64_t) cairn_i8(at));
    return hash;
}

/* What is in a slot: a number with its sign, or all bytes. */
static uint64_t fold_slot(uint64_t hash, const unsigned char *slot, uint32_t width) {
    switch (width) {
        case 1: return fold(hash, (uint64_t) cairn_i8(slot));
        case 2: return fold(hash, (uint64_t) cairn_i16(slot));
        case 4: return fold(hash, (uint64_t) cairn_i32(slot));
        case 8: return fold(hash, cairn_u64(slot));
        default: return fold_bytes(hash, slot, width);
    }
}

static uint64_t fold_text(uint64_t hash, const cairn_store *store, const unsigned char *slot) {
    cairn_text text;
    uint32_t i;
    require(cairn_text_of(store, slot, &text));
    for (i = 0; i < text.units; i++) hash = fold(hash, cairn_unit(&text, i));
    return fold(hash, text.units);
}

static uint64_t fold_array(uint64_t hash, const cairn_store *store, const unsigned char *slot) {
    const unsigned char *data;
    uint32_t bytes;
    require(cairn_bytes_of(store, slot, &data, &bytes));
    return fold(fold_bytes(hash, data, bytes), bytes);
}

enum { PLAIN = 0, TEXT = 1, ARRAY = 2 };

static uint64_t fold_as(uint64_t hash, const cairn_store *store, const unsigned char *slot, uint32_t width, uint32_t form) {
    return form == TEXT ? fold_text(hash, store, slot) : form == ARRAY ? fold_array(hash, store, slot) : fold_slot(hash, slot, width);
}

/* All elements of a vector. */
KERNEL(elements) uint64_t elements(uintptr_t base, cairn_ref version, uint32_t form) {
    cairn_store store = open_store(base);
    cairn_vector v;
    const unsigned char *at;
    uint64_t hash = 0;
    uint32_t i, k, n;
    require(cairn_vector_open(&store, version, &v));
    for (i = 0; i < v.size; i += n) {
        require(cairn_vector_run(&v, i, &at, &n));
        for (k = 0; k < n; k++) hash = fold_as(hash, &store, at + (size_t) k * v.width, v.width, form);
    }
    return hash;
}

/* Element `index` of a vector. */
KERNEL(element) uint64_t element(uintptr_t base, cairn_ref version, uint32_t index, uint32_t form) {
    cairn_store store = open_store(base);
    cairn_vector v;
    const unsigned char *slot;
    require(cairn_vector_open(&store, version, &v));
    require(cairn_vector_get(&v, index, &slot));
    return fold_as(0, &store, slot, v.width, form);
}

/* All entries of a map, or elements of a set, in the order of Java. */
KERNEL(entries) uint64_t entries(
    uintptr_t base, cairn_ref version, uint32_t key_width, uint32_t key_form, uint32_t value_width, uint32_t value_form) {
    cairn_store store = open_store(base);
    cairn_map map;
    cairn_entries all;
    const unsigned char *entry;
    cairn_status status;
    uint64_t hash = 0;
    require(cairn_map_open(&store, version, key_width, value_width, &map));
    require(cairn_entries_begin(&map, &all));
    while ((status = cairn_entries_next(&all, &entry)) == CAIRN_OK) {
        hash = fold_as(hash, &store, entry, key_width, key_form);
        if (value_width != 0) hash = fold_as(hash, &store, entry + map.value_at, value_width, value_form);
    }
    if (status != CAIRN_ABSENT) require(status);
    return hash;
}

/* The value of a key; of a set 1. `absent` if there is none. */
static uint64_t found(const cairn_map *map, const cairn_key *key, uint32_t value_width, uint32_t value_form, uint64_t absent) {
    const unsigned char *entry;
    cairn_status status = cairn_map_find(map, key, &entry);
    if (status == CAIRN_ABSENT) return absent;
    require(status);
    return value_width == 0 ? 1 : fold_as(0, &map->store, entry + map->value_at, value_width, value_form);
}

KERNEL(find_number) uint64_t find_number(
    uintptr_t base, cairn_ref version, uint32_t key_width, int64_t number, uint32_t value_width, uint32_t value_form, uint64_t absent) {
    cairn_store store = open_store(base);
    cairn_key key = cairn_key_integer(&store, number);
    cairn_map map;
    require(cairn_map_open(&store, version, key_width, value_width, &map));
    return found(&map, &key, value_width, value_form, absent);
}

KERNEL(find_double) uint64_t find_double(
    uintptr_t base, cairn_ref version, double number, uint32_t value_width, uint32_t value_form, uint64_t absent) {
    cairn_store store = open_store(base);
    cairn_key key = cairn_key_double(&store, number);
    cairn_map map;
    require(cairn_map_open(&store, version, 8, value_width, &map));
    return found(&map, &key, value_width, value_form, absent);
}

KERNEL(find_float) uint64_t find_float(
    uintptr_t base, cairn_ref version, float number, uint32_t value_width, uint32_t value_form, uint64_t absent) {
    cairn_store store = open_store(base);
    cairn_key key = cairn_key_float(&store, number);
    cairn_map map;
    require(cairn_map_open(&store, version, 4, value_width, &map));
    return found(&map, &key, value_width, value_form, absent);
}

/* The key is a text or an array in a vector; a text is sought as UTF-8, too, if it is short. */
KERNEL(find_element) uint64_t find_element(uintptr_t base, cairn_ref version, cairn_ref keys, uint32_t index, uint32_t form,
    uint32_t value_width, uint32_t value_form, uint64_t absent) {
    cairn_store store = open_store(base);
    cairn_vector v;
    cairn_map map;
    cairn_key key;
    cairn_text text;
    const unsigned char *slot, *data;
    uint32_t bytes;
    uint64_t value;
    require(cairn_vector_open(&store, keys, &v));
    require(cairn_vector_get(&v, index, &slot));
    require(cairn_map_open(&store, version, 24, value_width, &map));
    if (form == ARRAY) {
        require(cairn_bytes_of(&store, slot, &data, &bytes));
        key = cairn_key_bytes(&store, data, bytes);
        return found(&map, &key, value_width, value_form, absent);
    }
    require(cairn_text_of(&store, slot, &text));
    key = cairn_key_text(&store, &text);
    value = found(&map, &key, value_width, value_form, absent);
    if (text.units < 200) {
        char coded[600];
        size_t length;
        cairn_key again;
        require(cairn_text_utf8(&text, coded, sizeof coded, &length));
        require(cairn_key_utf8(&store, coded, length, &again));
        if (again.hash != key.hash || found(&map, &again, value_width, value_form, absent) != value) __builtin_trap();
    }
    return value;
}

/* Bits of a blob, which are copied 60 bytes at a time, so that some begin in the middle of a byte. */
KERNEL(bits) uint64_t bits(uintptr_t base, cairn_ref version, uint64_t from, uint64_t count) {
    cairn_store store = open_store(base);
    cairn_blob blob;
    unsigned char some[60];
    uint64_t hash = 0;
    require(cairn_blob_open(&store, version, &blob));
    while (count > 0) {
        uint64_t now = count < 8 * sizeof some ? count : 8 * sizeof some;
        require(cairn_blob_read(&blob, from, now, some));
        hash = fold_bytes(hash, some, (now + 7) / 8);
        from += now;
        count -= now;
    }
    return hash;
}

/* Whether the type of the version is known, and says that elements or keys have this width, and values. */
KERNEL(type_widths) uint32_t type_widths(uintptr_t base, cairn_ref version) {
    cairn_store store = open_store(base);
    cairn_type type;
    cairn_status status = cairn_type_of(&store, version, &type);
    if (status == CAIRN_ABSENT) return 0;
    require(status);
    return type.first.width << 16 | type.second.width;
}

/* The vector of the atom "numbers". The name is in the module's data. */
KERNEL(numbers_atom) uint64_t numbers_atom(uintptr_t base) {
    cairn_store store = open_store(base);
    cairn_ref atom, version;
    require(cairn_find_atom(&store, "numbers", 7, &atom));
    require(cairn_atom_version(&store, atom, &version));
    return elements(base, version, PLAIN);
}

static const double WEIGHTS[8] = {1, 2, 3, 4, 5, 6, 7, 8};
static uint32_t calls;
static uint64_t last[4];

__attribute__((noinline)) static double dot(const double *values, uint32_t count) {
    double sum = 0;
    uint32_t i;
    for (i = 0; i < count; i++) sum += values[i] * WEIGHTS[i & 7];
    return sum;
}

/* Data that is read, data that is written, and a window on the stack. */
KERNEL(weighted) double weighted(uintptr_t base, cairn_ref version) {
    cairn_store store = open_store(base);
    cairn_vector v;
    double some[16], sum = 0;
    const unsigned char *slot;
    uint32_t i;
    require(cairn_vector_open(&store, version, &v));
    last[calls++ & 3] = v.size;
    for (i = 0; i < v.size; i++) {
        require(cairn_vector_get(&v, i, &slot));
        some[i & 15] = cairn_f64(slot);
        if ((i & 15) == 15) sum += dot(some, 16);
    }
    return sum + dot(some, v.size & 15);
}

KERNEL(calls) uint32_t how_many_calls(void) {
    return calls;
}

KERNEL(last_size) uint64_t last_size(void) {
    return last[(calls - 1) & 3];
}

/* The numbers from + 0, from + 1 and so on, in the elements of a builder from `index` on. */
KERNEL(fill_row) void fill_row(uintptr_t base, uint32_t index, int64_t from, uint32_t width, cairn_ref root, uint32_t height, cairn_ref tail,
    uint32_t tail_start, uint32_t size, uint64_t edit) {
    cairn_store store = open_store(base);
    cairn_fill fill;
    unsigned char *to;
    uint32_t k, n;
    require(cairn_fill_open(&store, root, height, tail, tail_start, size, width, edit, &fill));
    for (; index < size; index += n) {
        require(cairn_fill_run(&fill, index, &to, &n));
        for (k = 0; k < n; k++, from++, to += width) {
            if (width == 4) {
                int32_t value = (int32_t) from;
                CAIRN_COPY(to, &value, 4);
            } else {
                CAIRN_COPY(to, &from, 8);
            }
        }
    }
}

/*
 * Adds its index + 1 to each `step`th element of a builder of longs, from `first` on, or from behind, as often as `times` says. So an element that is not 0
 * before shows, and one that becomes 0 again.
 */
KERNEL(add_indexes) void add_indexes(uintptr_t base, uint32_t first, uint32_t step, uint32_t from_behind, uint32_t times, cairn_ref root, uint32_t height,
    cairn_ref tail, uint32_t tail_start, uint32_t size, uint64_t edit) {
    cairn_store store = open_store(base);
    cairn_fill fill;
    unsigned char *to;
    uint32_t i, n;
    require(cairn_fill_open(&store, root, height, tail, tail_start, size, 8, edit, &fill));
    for (; times > 0; times--) {
        for (i = first; i < size; i += step) {
            uint32_t index = from_behind ? size - 1 - (i - first) : i;
            uint64_t value;
            require(cairn_fill_run(&fill, index, &to, &n));
            value = cairn_u64(to) + index + 1;
            CAIRN_COPY(to, &value, 8);
        }
    }
}

__attribute__((noinline)) static uint32_t down(uint32_t depth, const volatile unsigned char *above) {
    volatile unsigned char frame[4096];
    frame[0] = above[0];
    frame[4095] = 1;
    return depth == 0 ? above[0] : down(depth - 1, frame) + frame[4095];
}

/* As deep as the stack is, and deeper: a frame has 4 KB. */
KERNEL(deep) uint32_t deep(uint32_t depth) {
    volatile unsigned char frame[4096];
    frame[0] = frame[4095] = 0;
    return depth == 0 ? 0 : down(depth - 1, frame) + 1;
}
