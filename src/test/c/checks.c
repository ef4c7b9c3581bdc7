/* What the tests ask of cairn.h: functions that copy what they read to `out`, which has `room` bytes, and return a status. */
#include "cairn.h"

#if defined(_WIN32)
#define CHECK_EXPORT __declspec(dllexport)
#else
#define CHECK_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
#define CHECK extern "C" CHECK_EXPORT int32_t
extern "C" {
#else
#define CHECK CHECK_EXPORT int32_t
#endif
CHECK_EXPORT int32_t check_message(int32_t status, unsigned char *out, uint64_t room);
CHECK_EXPORT int32_t check_atom(uintptr_t base, uint64_t bytes, const char *name, uint64_t length, uint32_t *version);
CHECK_EXPORT int32_t check_type(uintptr_t base, uint64_t bytes, uint32_t version, char *out, uint64_t room, uint64_t *written);
CHECK_EXPORT int32_t check_vector(uintptr_t base, uint64_t bytes, uint32_t version, unsigned char *out, uint64_t room, uint32_t *size);
CHECK_EXPORT int32_t check_entries(
    uintptr_t base, uint64_t bytes, uint32_t version, uint32_t keys, uint32_t values, unsigned char *out, uint64_t room, uint32_t *size);
CHECK_EXPORT int32_t check_type_numbers(uintptr_t base, uint64_t bytes, uint32_t version, uint32_t *out);
CHECK_EXPORT int32_t check_parts(
    uintptr_t base, uint64_t bytes, uint32_t version, uint32_t keys, uint32_t values, uint32_t *size);
CHECK_EXPORT int32_t check_find(uintptr_t base, uint64_t bytes, uint32_t version, uint32_t keys, uint32_t values, uint32_t form, int64_t number,
    double real, const unsigned char *data, uint64_t length, unsigned char *out);
CHECK_EXPORT int32_t check_text(uintptr_t base, uint64_t bytes, const unsigned char *slot, char *out, uint64_t room, uint64_t *written);
CHECK_EXPORT int32_t check_bytes(uintptr_t base, uint64_t bytes, const unsigned char *slot, unsigned char *out, uint64_t room, uint64_t *written);
CHECK_EXPORT int32_t check_blob(uintptr_t base, uint64_t bytes, uint32_t version, uint64_t from, uint64_t bits, unsigned char *out);
CHECK_EXPORT int32_t check_blob_bits(uintptr_t base, uint64_t bytes, uint32_t version, uint64_t *bits, uint64_t *pieces);
CHECK_EXPORT int32_t check_fill(uintptr_t base, uint64_t bytes, uint32_t root, uint32_t height, uint32_t tail, uint32_t tail_start, uint32_t size,
    uint32_t width, int64_t edit, const unsigned char *from);
CHECK_EXPORT int32_t check_places(uintptr_t table, uint64_t rows, uint64_t index, uint32_t most, uintptr_t *first, uint32_t *count);
#ifdef CAIRN_HAS_FILES
CHECK_EXPORT int32_t check_open_file(const char *path);
#endif
#ifdef __cplusplus
}
#endif

#ifdef CAIRN_HAS_FILES
/* Opens a store's file, and closes it. */
CHECK check_open_file(const char *path) {
    cairn_file_own file;
    CAIRN_TRY(cairn_file_open(path, &file));
    return cairn_file_close(&file);
}
#endif

static cairn_status open_at(uintptr_t base, uint64_t bytes, cairn_store *store) {
    return cairn_store_at((const void *) base, bytes, store);
}

static void copy(unsigned char *to, const unsigned char *from, uint64_t bytes) {
    uint64_t i;
    for (i = 0; i < bytes; i++) to[i] = from[i];
}

CHECK check_message(int32_t status, unsigned char *out, uint64_t room) {
    const char *message = cairn_message((cairn_status) status);
    uint64_t length = 0;
    while (message[length] != 0) length++;
    if (length >= room) return CAIRN_NO_ROOM;
    copy(out, (const unsigned char *) message, length + 1);
    return CAIRN_OK;
}

CHECK check_atom(uintptr_t base, uint64_t bytes, const char *name, uint64_t length, uint32_t *version) {
    cairn_store store;
    cairn_ref atom;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_find_atom(&store, name, (size_t) length, &atom));
    return cairn_atom_version(&store, atom, version);
}

static cairn_status utf8(const cairn_text *text, char *out, uint64_t room, uint64_t *written) {
    size_t bytes = 0;
    cairn_status status = cairn_text_utf8(text, out, (size_t) room, &bytes);
    *written = bytes;
    return status;
}

CHECK check_type(uintptr_t base, uint64_t bytes, uint32_t version, char *out, uint64_t room, uint64_t *written) {
    cairn_store store;
    cairn_type type;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_type_of(&store, version, &type));
    return utf8(&type.text, out, room, written);
}

/* All elements, by runs; each must be found by its index, too. */
CHECK check_vector(uintptr_t base, uint64_t bytes, uint32_t version, unsigned char *out, uint64_t room, uint32_t *size) {
    cairn_store store;
    cairn_vector vector;
    const unsigned char *first, *slot;
    uint32_t i, k, count;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_vector_open(&store, version, &vector));
    *size = vector.size;
    if ((uint64_t) vector.size * vector.width > room) return CAIRN_NO_ROOM;
    for (i = 0; i < vector.size; i += count) {
        CAIRN_TRY(cairn_vector_run(&vector, i, &first, &count));
        if (count == 0 || count > vector.size - i) return CAIRN_CORRUPT;
        copy(out + (uint64_t) i * vector.width, first, (uint64_t) count * vector.width);
        for (k = 0; k < count; k++) {
            CAIRN_TRY(cairn_vector_get(&vector, i + k, &slot));
            if (slot != first + (uint64_t) k * vector.width) return CAIRN_CORRUPT;
        }
    }
    return cairn_vector_get(&vector, vector.size, &slot) == CAIRN_OUT_OF_RANGE ? CAIRN_OK : CAIRN_CORRUPT;
}

CHECK check_entries(
    uintptr_t base, uint64_t bytes, uint32_t version, uint32_t keys, uint32_t values, unsigned char *out, uint64_t room, uint32_t *size) {
    cairn_store store;
    cairn_map map;
    cairn_entries entries;
    const unsigned char *entry;
    cairn_status status;
    uint32_t count = 0;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_map_open(&store, version, keys, values, &map));
    *size = map.size;
    if ((uint64_t) map.size * map.stride > room) return CAIRN_NO_ROOM;
    CAIRN_TRY(cairn_entries_begin(&map, &entries));
    while ((status = cairn_entries_next(&entries, &entry)) == CAIRN_OK) {
        if (count == map.size) return CAIRN_CORRUPT;
        copy(out + (uint64_t) count++ * map.stride, entry, map.stride);
    }
    if (status != CAIRN_ABSENT) return status;
    return count == map.size ? CAIRN_OK : CAIRN_CORRUPT;
}

static cairn_status count_below(const cairn_map *map, cairn_ref ref, uint32_t depth, uint32_t *size) {
    cairn_map_part part;
    uint32_t before = *size, i;
    if (depth >= CAIRN_DEPTH_MAX) return CAIRN_CORRUPT;
    CAIRN_TRY(cairn_map_open_part(map, ref, &part));
    *size += part.entry_count;
    for (i = 0; i < part.child_count; i++) CAIRN_TRY(count_below(map, cairn_u32(part.children + 4 * i), depth + 1, size));
    return *size - before == part.size ? CAIRN_OK : CAIRN_CORRUPT;
}

/* What the type of a version says of it: kind, width of an entry, and of both slots the code, the width and the place. Opens it so. */
CHECK check_type_numbers(uintptr_t base, uint64_t bytes, uint32_t version, uint32_t *out) {
    cairn_store store;
    cairn_type type;
    cairn_map map;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_type_of(&store, version, &type));
    out[0] = type.collection;
    out[1] = type.entry_width;
    out[2] = type.first.code;
    out[3] = type.first.width;
    out[4] = type.first.at;
    out[5] = type.second.code;
    out[6] = type.second.width;
    out[7] = type.second.at;
    if (type.collection != CAIRN_OF_MAP && type.collection != CAIRN_OF_SET) return CAIRN_OK;
    CAIRN_TRY(cairn_map_open_as(&store, version, &type, &map));
    return map.stride == type.entry_width ? CAIRN_OK : CAIRN_CORRUPT;
}

/* How many entries there are, counted node by node. */
CHECK check_parts(uintptr_t base, uint64_t bytes, uint32_t version, uint32_t keys, uint32_t values, uint32_t *size) {
    cairn_store store;
    cairn_map map;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_map_open(&store, version, keys, values, &map));
    *size = 0;
    return (int32_t) (map.root == 0 ? CAIRN_OK : count_below(&map, map.root, 0, size));
}

/* How many keys are sought at once: more than go side by side. */
#define AT_ONCE (CAIRN_ABREAST + 3)

/* What the search for one key gave, if that for many gives the same for each. */
static cairn_status same_at_once(const cairn_map *map, const cairn_key *key, cairn_status status, const unsigned char *entry) {
    cairn_key keys[AT_ONCE];
    const unsigned char *entries[AT_ONCE];
    cairn_status all;
    uint32_t i;
    for (i = 0; i < AT_ONCE; i++) keys[i] = *key;
    all = cairn_map_find_all(map, keys, AT_ONCE, entries);
    if (all != (status == CAIRN_ABSENT ? CAIRN_OK : status)) return CAIRN_CORRUPT;
    for (i = 0; i < AT_ONCE && all == CAIRN_OK; i++) {
        if (entries[i] != (status == CAIRN_OK ? entry : NULL)) return CAIRN_CORRUPT;
    }
    return status;
}

/* The value of a key, of `values` bytes; of a set the entry. Form 6 is a text in the store, whose slot is `data`. */
CHECK check_find(uintptr_t base, uint64_t bytes, uint32_t version, uint32_t keys, uint32_t values, uint32_t form, int64_t number, double real,
    const unsigned char *data, uint64_t length, unsigned char *out) {
    cairn_store store;
    cairn_map map;
    cairn_key key;
    cairn_text text;
    const unsigned char *entry = NULL;
    cairn_status status;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_map_open(&store, version, keys, values, &map));
    switch (form) {
        case 1: key = cairn_key_integer(&store, number); break;
        case 2: key = cairn_key_double(&store, real); break;
        case 3: key = cairn_key_float(&store, (float) real); break;
        case 4: key = cairn_key_bytes(&store, data, (uint32_t) length); break;
        case 5: CAIRN_TRY(cairn_key_utf8(&store, (const char *) data, (size_t) length, &key)); break;
        case 6:
            CAIRN_TRY(cairn_text_of(&store, data, &text));
            key = cairn_key_text(&store, &text);
            break;
        default: key = cairn_key_slot(data, (uint64_t) number); break;
    }
    status = cairn_map_find(&map, &key, &entry);
    CAIRN_TRY(same_at_once(&map, &key, status, entry));
    copy(out, values == 0 ? entry : entry + map.value_at, values == 0 ? keys : values);
    return CAIRN_OK;
}

CHECK check_text(uintptr_t base, uint64_t bytes, const unsigned char *slot, char *out, uint64_t room, uint64_t *written) {
    cairn_store store;
    cairn_text text;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_text_of(&store, slot, &text));
    return utf8(&text, out, room, written);
}

CHECK check_bytes(uintptr_t base, uint64_t bytes, const unsigned char *slot, unsigned char *out, uint64_t room, uint64_t *written) {
    cairn_store store;
    const unsigned char *data;
    uint32_t length;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_bytes_of(&store, slot, &data, &length));
    if (length > room) return CAIRN_NO_ROOM;
    copy(out, data, length);
    *written = length;
    return CAIRN_OK;
}

CHECK check_blob(uintptr_t base, uint64_t bytes, uint32_t version, uint64_t from, uint64_t bits, unsigned char *out) {
    cairn_store store;
    cairn_blob blob;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_blob_open(&store, version, &blob));
    return cairn_blob_read(&blob, from, bits, out);
}

CHECK check_blob_bits(uintptr_t base, uint64_t bytes, uint32_t version, uint64_t *bits, uint64_t *pieces) {
    cairn_store store;
    cairn_blob blob;
    cairn_piece piece;
    uint64_t from;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_blob_open(&store, version, &blob));
    *bits = blob.bits;
    *pieces = 0;
    for (from = 0; from < blob.bits; from += piece.bits) {
        CAIRN_TRY(cairn_blob_piece(&blob, from, &piece));
        if (piece.bits == 0 || piece.bits > blob.bits - from || piece.first > 7) return CAIRN_CORRUPT;
        ++*pieces;
    }
    return CAIRN_OK;
}

/* Writes all elements of a builder. */
CHECK check_fill(uintptr_t base, uint64_t bytes, uint32_t root, uint32_t height, uint32_t tail, uint32_t tail_start, uint32_t size, uint32_t width,
    int64_t edit, const unsigned char *from) {
    cairn_store store;
    cairn_fill fill;
    unsigned char *first;
    uint32_t i, count;
    CAIRN_TRY(open_at(base, bytes, &store));
    CAIRN_TRY(cairn_fill_open(&store, root, height, tail, tail_start, size, width, (uint64_t) edit, &fill));
    for (i = 0; i < size; i += count) {
        CAIRN_TRY(cairn_fill_run(&fill, i, &first, &count));
        copy(first, from + (uint64_t) i * width, (uint64_t) count * width);
    }
    return CAIRN_OK;
}

/* Takes places of eight bytes, `most` of them; a run if that is 0. */
CHECK check_places(uintptr_t table, uint64_t rows, uint64_t index, uint32_t most, uintptr_t *first, uint32_t *count) {
    cairn_places places;
    unsigned char *at;
    CAIRN_TRY(cairn_places_open((void *) table, rows, 8, &places));
    CAIRN_TRY(most == 0 ? cairn_places_run(&places, index, &at, count) : cairn_places_take(&places, index, most, &at, count));
    *first = (uintptr_t) at;
    return CAIRN_OK;
}
