/*
 * Damages copies of a store at random, and reads all that can be reached in each: no copy may crash the reader, or keep it for ever.
 *
 *     damage FILE SEED ROUNDS
 *
 * Prints the seed, and how many rounds ended with each status. The header is compiled with CAIRN_CHECKED.
 */
#include "cairn.h"
#include <stdlib.h>

#define MOST 3000 /* what is read of one collection */
#define DEEP 3    /* how deep elements that are collections are read */

static uint64_t state;
static volatile uint64_t sink;

static uint64_t random_word(void) {
    uint64_t z = state += CAIRN_HASH_A;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint64_t below(uint64_t limit) {
    return random_word() % limit;
}

static cairn_status read_version(const cairn_store *store, cairn_ref version, const cairn_type *type, int depth);

/* A slot, as its type says. */
static cairn_status read_slot(const cairn_store *store, const unsigned char *slot, uint32_t room, const cairn_slot_type *what, int depth) {
    cairn_text text;
    const unsigned char *data;
    uint32_t bytes, i;
    if (what->width > room) return CAIRN_CORRUPT;
    if (what->code == CAIRN_STRING_SLOT && room >= 24) {
        char utf8[64];
        size_t written;
        cairn_key key;
        CAIRN_TRY(cairn_text_of(store, slot, &text));
        (void) cairn_text_utf8(&text, utf8, sizeof utf8, &written);
        if (written <= sizeof utf8) {
            CAIRN_TRY(cairn_key_utf8(store, utf8, written, &key));
            sink += key.hash;
        }
    } else if (what->code == CAIRN_BYTES_SLOT && room >= 24) {
        CAIRN_TRY(cairn_bytes_of(store, slot, &data, &bytes));
        if (bytes > 0) sink += (uint64_t) data[0] + data[bytes - 1];
    } else if (what->code == CAIRN_COLLECTION_SLOT && room >= 4) {
        cairn_type type;
        if (depth == 0) return CAIRN_OK;
        CAIRN_TRY(cairn_type_numbered(store, what->type, &type));
        return read_version(store, cairn_u32(slot), &type, depth - 1);
    } else {
        for (i = 0; i < what->width; i++) sink += slot[i];
    }
    return CAIRN_OK;
}

static cairn_status read_vector(const cairn_store *store, cairn_ref version, const cairn_type *type, int depth) {
    cairn_vector vector;
    const unsigned char *first;
    uint32_t i, k, count, left = MOST;
    CAIRN_TRY(cairn_vector_open(store, version, &vector));
    for (i = 0; i < vector.size && left > 0; i += count) {
        CAIRN_TRY(cairn_vector_run(&vector, i, &first, &count));
        for (k = 0; k < count && left > 0; k++, left--) {
            CAIRN_TRY(read_slot(store, first + (size_t) k * vector.width, vector.width, &type->first, depth));
        }
    }
    for (left = 50; left > 0 && vector.size > 0; left--) {
        CAIRN_TRY(cairn_vector_get(&vector, (uint32_t) below(vector.size), &first));
        sink += first[vector.width - 1];
    }
    return CAIRN_OK;
}

static cairn_status find_again(const cairn_map *map, const cairn_type *type, const unsigned char *entry) {
    cairn_key key;
    cairn_text text;
    const unsigned char *data;
    uint32_t bytes;
    cairn_status status;
    switch (type->first.code) {
        case CAIRN_STRING_SLOT:
            if (map->key_width != 24) return CAIRN_CORRUPT;
            CAIRN_TRY(cairn_text_of(&map->store, entry, &text));
            key = cairn_key_text(&map->store, &text);
            break;
        case CAIRN_BYTES_SLOT:
            if (map->key_width != 24) return CAIRN_CORRUPT;
            CAIRN_TRY(cairn_bytes_of(&map->store, entry, &data, &bytes));
            key = cairn_key_bytes(&map->store, data, bytes);
            break;
        case CAIRN_DOUBLE_SLOT:
            if (map->key_width != 8) return CAIRN_CORRUPT;
            key = cairn_key_double(&map->store, cairn_f64(entry));
            break;
        default:
            if (map->key_width != 8) return CAIRN_OK;
            key = cairn_key_integer(&map->store, cairn_i64(entry));
            break;
    }
    CAIRN_TRY(cairn_map_find_all(map, &key, 1, &data));
    status = cairn_map_find(map, &key, &data);
    return status == CAIRN_ABSENT ? CAIRN_CORRUPT : status;
}

static cairn_status read_map(const cairn_store *store, cairn_ref version, const cairn_type *type, int depth) {
    cairn_map map;
    cairn_entries entries;
    const unsigned char *entry;
    cairn_status status = CAIRN_OK;
    uint32_t left = MOST;
    CAIRN_TRY(cairn_map_open_as(store, version, type, &map));
    CAIRN_TRY(cairn_entries_begin(&map, &entries));
    while (left-- > 0 && (status = cairn_entries_next(&entries, &entry)) == CAIRN_OK) {
        CAIRN_TRY(read_slot(store, entry, map.key_width, &type->first, depth));
        if (type->collection == CAIRN_OF_MAP) CAIRN_TRY(read_slot(store, entry + map.value_at, map.stride - map.value_at, &type->second, depth));
        CAIRN_TRY(find_again(&map, type, entry));
    }
    return status == CAIRN_ABSENT ? CAIRN_OK : status;
}

static cairn_status read_blob(const cairn_store *store, cairn_ref version) {
    cairn_blob blob;
    cairn_piece piece;
    unsigned char bytes[100];
    uint64_t from, i, bytes_of_piece;
    uint32_t left = MOST;
    CAIRN_TRY(cairn_blob_open(store, version, &blob));
    for (from = 0; from < blob.bits && left > 0; from += piece.bits, left--) {
        CAIRN_TRY(cairn_blob_piece(&blob, from, &piece));
        bytes_of_piece = (piece.first + piece.bits + 7) / 8;
        for (i = 0; i < bytes_of_piece && i < 1000; i++) sink += piece.data[i] + (uint64_t) piece.data[bytes_of_piece - 1 - i];
    }
    for (left = 20; left > 0 && blob.bits > 800; left--) CAIRN_TRY(cairn_blob_read(&blob, below(blob.bits - 800), below(800), bytes));
    return CAIRN_OK;
}

static cairn_status read_version(const cairn_store *store, cairn_ref version, const cairn_type *type, int depth) {
    switch (type->collection) {
        case CAIRN_OF_VECTOR:
        case CAIRN_OF_LONG_VECTOR:
        case CAIRN_OF_INT_VECTOR:
        case CAIRN_OF_DOUBLE_VECTOR: return read_vector(store, version, type, depth);
        case CAIRN_OF_SET:
        case CAIRN_OF_MAP: return read_map(store, version, type, depth);
        case CAIRN_OF_BLOB: return read_blob(store, version);
        default: return CAIRN_OTHER_KIND;
    }
}

static cairn_status worse(cairn_status a, cairn_status b) {
    return a == CAIRN_OK ? b : a;
}

/* Each kind of collection is read of each version, too, whatever its type says. */
static cairn_status read_all_ways(const cairn_store *store, cairn_ref version) {
    cairn_type type;
    cairn_status status = cairn_type_of(store, version, &type);
    uint32_t i;
    if (status == CAIRN_OK) {
        for (i = 0; i < type.text.units; i++) sink += cairn_unit(&type.text, i);
        status = read_version(store, version, &type, DEEP);
        (void) read_vector(store, version, &type, 1);
        (void) read_map(store, version, &type, 1);
    }
    (void) read_blob(store, version);
    return status;
}

static cairn_status read_store(const unsigned char *bytes, uint64_t length) {
    cairn_store store;
    cairn_ref root = 0, version;
    uint32_t name = 0, atoms = 100;
    cairn_status all = CAIRN_OK;
    CAIRN_TRY(cairn_store_at(bytes, length, &store));
    all = worse(all, cairn_find_atom(&store, "no such name", 12, &root) == CAIRN_ABSENT ? CAIRN_OK : CAIRN_CORRUPT);
    for (root = 0; atoms > 0; atoms--) {
        cairn_status status = cairn_next_root(&store, &root, &name);
        if (status != CAIRN_OK) return status;
        if (root == 0) break;
        status = cairn_atom_version(&store, root, &version);
        all = worse(all, status);
        if (status == CAIRN_OK) all = worse(all, read_all_ways(&store, version));
    }
    return all;
}

int main(int argc, char **argv) {
    FILE *file;
    unsigned char *bytes, *whole;
    uint64_t length, used, rounds, counts[32] = {0};
    int i;
    if (argc != 4 || (file = fopen(argv[1], "rb")) == NULL) return 2;
    fseek(file, 0, SEEK_END);
    length = (uint64_t) ftell(file);
    rewind(file);
    bytes = (unsigned char *) malloc((size_t) length); /* so that an address sanitizer sees the end */
    whole = (unsigned char *) malloc((size_t) length);
    if (bytes == NULL || whole == NULL || fread(whole, 1, (size_t) length, file) != length) return 2;
    fclose(file);
    CAIRN_COPY(bytes, whole, (size_t) length);
    state = (uint64_t) strtoull(argv[2], NULL, 10);
    printf("seed %llu\n", (unsigned long long) state);
    if (read_store(bytes, length) != CAIRN_OK) {
        printf("the whole store: %s\n", cairn_message(read_store(bytes, length)));
        return 1;
    }
    for (used = length; used > 0 && whole[used - 1] == 0;) used--;
    for (rounds = (uint64_t) strtoull(argv[3], NULL, 10); rounds > 0; rounds--) {
        uint64_t places[16];
        uint64_t damages = 1 + below(16), d;
        for (d = 0; d < damages; d++) {
            uint64_t at = below(used - 64), other = below(used - 64), word = random_word();
            if (below(8) == 0) at = below(256);
            while (below(20) != 0 && cairn_u64(whole + at / 16 * 16) == 0 && at < used - 64) at += 16; /* zeros are of no interest */
            if (at > used - 64) at = 0;
            places[d] = at;
            switch (below(6)) {
                case 0: bytes[at] ^= (unsigned char) (1u << below(8)); break;
                case 1: bytes[at] = (unsigned char) word; break;
                case 2: CAIRN_COPY(bytes + at / 4 * 4, &word, 4); break;
                case 3: CAIRN_COPY(bytes + at / 8 * 8, &word, 8); break;
                case 4: CAIRN_COPY(bytes + at / 16 * 16, whole + other / 16 * 16, 16); break;
                default:
                    word = below(used / 16);
                    CAIRN_COPY(bytes + at / 4 * 4, &word, 4);
                    break;
            }
        }
        counts[read_store(bytes, length)]++;
        for (d = 0; d < damages; d++) CAIRN_COPY(bytes + places[d] / 16 * 16, whole + places[d] / 16 * 16, 32);
    }
    for (i = 0; i < 32; i++) {
        if (counts[i] != 0) printf("%llu times: %s\n", (unsigned long long) counts[i], cairn_message((cairn_status) i));
    }
    free(bytes);
    free(whole);
    return 0;
}
