/*
 * Kernels over cairn.h: the same source for a shared library and for WebAssembly. The demo and the tests call them.
 *
 *     cc -std=c99 -O3 -shared -fPIC -o libkernels.so kernels.c
 *     ./kernels.sh                                               makes kernels.wasm, which has neither data nor a stack in its memory
 *
 * `base` is the address of a store; in WebAssembly it is 0, if the linear memory begins with the store. A version is the reference that dev.cairn.ffi gives.
 * The caller holds all versions until the kernel returns. A kernel gives its result, and no status. What is wrong with its arguments, such as a
 * version of another kind, ends a module of WebAssembly with a trap. A native one returns 0, and kernel_error says what it was.
 */
#include "cairn.h"

#if defined(__wasm__)
#define KERNEL(name) __attribute__((export_name(#name)))
#elif defined(_WIN32)
#define KERNEL(name) __declspec(dllexport)
#else
#define KERNEL(name) __attribute__((visibility("default")))
#endif

#if defined(__wasm__)
static inline int failed(cairn_status status) {
    if (status != CAIRN_OK) __builtin_trap();
    return 0;
}
#else
#if defined(_MSC_VER)
static __declspec(thread) cairn_status last_error;
#else
static __thread cairn_status last_error;
#endif

static int failed(cairn_status status) {
    if (status == CAIRN_OK) return 0;
    last_error = status;
    return 1;
}

#ifdef __cplusplus
extern "C" {
#endif
int32_t kernel_error(void);
int64_t sum_i64(uintptr_t base, cairn_ref version);
double sum_f64(uintptr_t base, cairn_ref version);
double sum4_f64(uintptr_t base, cairn_ref version);
int64_t sum_run_i64(uintptr_t from, uint32_t count);
double sum_run_f64(uintptr_t from, uint32_t count);
int64_t get_i64(uintptr_t base, cairn_ref version, uint32_t index);
int64_t gets_i64(uintptr_t base, cairn_ref version, uint32_t gets);
int64_t map_get_i64(uintptr_t base, cairn_ref version, int64_t key, int64_t absent);
int64_t map_gets_i64(uintptr_t base, cairn_ref version, uint32_t keys, uint32_t gets);
int64_t map_sum_i64(uintptr_t base, cairn_ref version);
int64_t map_sum_texts(uintptr_t base, cairn_ref version, cairn_ref words);
int64_t blob_sum(uintptr_t base, cairn_ref version);
int64_t blob_sum_i64(uintptr_t base, cairn_ref version);
int64_t fill_linear_f64(uintptr_t base, cairn_ref version, double a, double b, cairn_ref root, uint32_t height, cairn_ref tail, uint32_t tail_start,
    uint32_t size, int64_t edit);
int64_t fill_product_f64(uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, cairn_ref root, uint32_t height, cairn_ref tail,
    uint32_t tail_start, uint32_t size, int64_t edit);
void linear_f64(uintptr_t from, uintptr_t to, uint32_t count, double a, double b);
int64_t places_linear_f64(uintptr_t base, cairn_ref version, double a, double b, uintptr_t table, int64_t rows);
int64_t places_product_f64(uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, uintptr_t table, int64_t rows);
void product_f64(uintptr_t left, uintptr_t right, uintptr_t to, uint32_t n);
int64_t fill_product_blobs_f64(uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, cairn_ref root, uint32_t height, cairn_ref tail,
    uint32_t tail_start, uint32_t size, int64_t edit);
int64_t places_product_blobs_f64(uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, uintptr_t table, int64_t rows);
#ifdef __cplusplus
}
#endif

/* The cairn_status of the last kernel of this thread that failed, 0 if none did since the last call of this. */
KERNEL(kernel_error) int32_t kernel_error(void) {
    cairn_status status = last_error;
    last_error = CAIRN_OK;
    return (int32_t) status;
}
#endif

/* A loop in WebAssembly looks each time around whether its thread is interrupted, so its body is worth repeating. */
#if defined(__wasm__)
#define UNROLLED _Pragma("clang loop unroll_count(8)")
#else
#define UNROLLED
#endif

/* The store says itself how many bytes it has. */
CAIRN_HOT int open_store(uintptr_t base, cairn_store *store) {
    cairn_store head;
    head.base = (const unsigned char *) base;
    return !failed(cairn_store_at(head.base, cairn_u64(cairn_at(&head, 0) + CAIRN_AT_MAX_BYTES), store));
}

/* A vector of elements of 8 bytes. */
CAIRN_HOT int open_words(const cairn_store *store, cairn_ref version, cairn_vector *vector) {
    if (failed(cairn_vector_open(store, version, vector))) return 0;
    return vector->size == 0 || vector->width == 8 || !failed(CAIRN_OTHER_KIND);
}

CAIRN_HOT int open_vector(uintptr_t base, cairn_ref version, cairn_vector *vector) {
    cairn_store store;
    return open_store(base, &store) && open_words(&store, version, vector);
}

CAIRN_HOT int open_walk(uintptr_t base, cairn_ref version, cairn_walk *walk) {
    cairn_vector vector;
    if (!open_vector(base, version, &vector)) return 0;
    *walk = cairn_walk_of(&vector);
    return 1;
}

#if defined(__wasm__) /* two sums, of which neither waits for the other; a compiler of C finds more by itself */
CAIRN_HOT uint64_t add_i64(uint64_t sum, const unsigned char *p, uint32_t n) {
    uint64_t other = 0;
    uint32_t k;
    _Pragma("clang loop unroll_count(16)") /* a leaf at a time */
    for (k = 0; k + 2 <= n; k += 2) {
        sum += cairn_u64(p + 8 * (size_t) k);
        other += cairn_u64(p + 8 * (size_t) k + 8);
    }
    return sum + other + (k < n ? cairn_u64(p + 8 * (size_t) k) : 0);
}
#else
CAIRN_HOT uint64_t add_i64(uint64_t sum, const unsigned char *p, uint32_t n) {
    uint32_t k;
    for (k = 0; k < n; k++) sum += cairn_u64(p + 8 * (size_t) k);
    return sum;
}
#endif

CAIRN_HOT double add_f64(double sum, const unsigned char *p, uint32_t n) {
    uint32_t k;
    UNROLLED
    for (k = 0; k < n; k++) sum += cairn_f64(p + 8 * (size_t) k);
    return sum;
}

/* The sum of a vector of longs, modulo 2^64. O(n). */
KERNEL(sum_i64) int64_t sum_i64(uintptr_t base, cairn_ref version) {
    cairn_walk walk;
    const unsigned char *p;
    uint64_t sum = 0;
    uint32_t i, n;
    if (!open_walk(base, version, &walk)) return 0;
    for (i = 0; i < walk.vector.size; i += n) {
        if (failed(cairn_walk_run(&walk, i, &p, &n))) return 0;
        sum = add_i64(sum, p, n);
    }
    return (int64_t) sum;
}

/* The sum of a vector of doubles, added one after another, as a loop in Java does. O(n). */
KERNEL(sum_f64) double sum_f64(uintptr_t base, cairn_ref version) {
    cairn_walk walk;
    const unsigned char *p;
    double sum = 0;
    uint32_t i, n;
    if (!open_walk(base, version, &walk)) return 0;
    for (i = 0; i < walk.vector.size; i += n) {
        if (failed(cairn_walk_run(&walk, i, &p, &n))) return 0;
        sum = add_f64(sum, p, n);
    }
    return sum;
}

/* The sum of `count` longs at an address, for a caller who asks for runs himself. O(count). */
KERNEL(sum_run_i64) int64_t sum_run_i64(uintptr_t from, uint32_t count) {
    return (int64_t) add_i64(0, (const unsigned char *) from, count);
}

/* The same of doubles, added one after another. O(count). */
KERNEL(sum_run_f64) double sum_run_f64(uintptr_t from, uint32_t count) {
    return add_f64(0, (const unsigned char *) from, count);
}

/* The sum of a vector of doubles by four partial sums, of which each leaf gives its elements by turns: faster, and rounded in another way. O(n). */
KERNEL(sum4_f64) double sum4_f64(uintptr_t base, cairn_ref version) {
    cairn_walk walk;
    const unsigned char *p;
    double a = 0, b = 0, c = 0, d = 0;
    uint32_t i, k, n;
    if (!open_walk(base, version, &walk)) return 0;
    for (i = 0; i < walk.vector.size; i += n) {
        if (failed(cairn_walk_run(&walk, i, &p, &n))) return 0;
        for (k = 0; k + 4 <= n; k += 4, p += 32) {
            a += cairn_f64(p);
            b += cairn_f64(p + 8);
            c += cairn_f64(p + 16);
            d += cairn_f64(p + 24);
        }
        for (; k < n; k++, p += 8) a += cairn_f64(p);
    }
    return (a + b) + (c + d);
}

/* Element `index` of a vector of longs. O(log n). */
KERNEL(get_i64) int64_t get_i64(uintptr_t base, cairn_ref version, uint32_t index) {
    cairn_vector v;
    const unsigned char *p;
    if (!open_vector(base, version, &v) || failed(cairn_vector_get(&v, index, &p))) return 0;
    return cairn_i64(p);
}

/* The next of a row of numbers that look like random ones. The first is 12345. */
CAIRN_HOT uint32_t scatter(uint32_t x) {
    return x * 1664525u + 1013904223u;
}

/* The sum of `gets` elements of a vector of longs at scattered indexes: (x >>> 4) % size, for the numbers x behind 12345 of scatter. O(gets log n). */
KERNEL(gets_i64) int64_t gets_i64(uintptr_t base, cairn_ref version, uint32_t gets) {
    cairn_vector v;
    const unsigned char *p;
    uint64_t sum = 0;
    uint32_t x = 12345;
    if (!open_vector(base, version, &v) || v.size == 0) return 0;
    for (; gets > 0; gets--) {
        x = scatter(x);
        if (failed(cairn_vector_get(&v, (x >> 4) % v.size, &p))) return 0;
        sum += cairn_u64(p);
    }
    return (int64_t) sum;
}

/* A map of longs to longs. */
CAIRN_HOT int open_map(uintptr_t base, cairn_ref version, cairn_map *map) {
    cairn_store store;
    return open_store(base, &store) && !failed(cairn_map_open(&store, version, 8, 8, map));
}

/* The value of `key` in a map of longs to longs; `absent` if there is none. O(log n). */
KERNEL(map_get_i64) int64_t map_get_i64(uintptr_t base, cairn_ref version, int64_t key, int64_t absent) {
    cairn_map map;
    cairn_key sought;
    const unsigned char *entry;
    cairn_status status;
    if (!open_map(base, version, &map)) return 0;
    sought = cairn_key_integer(&map.store, key);
    status = cairn_map_find(&map, &sought, &entry);
    if (status == CAIRN_ABSENT) return absent;
    return failed(status) ? 0 : cairn_i64(entry + 8);
}

/* The value of an entry of a map with longs as values, and -1 for none. */
CAIRN_HOT uint64_t value_or_less(const cairn_map *map, const unsigned char *entry) {
    return entry == NULL ? UINT64_MAX : cairn_u64(entry + map->value_at);
}

/* The sum of the values of these keys, one after another or, where there is room for notes, side by side. */
CAIRN_HOT int add_values(const cairn_map *map, const cairn_key *keys, uint32_t count, uint64_t *sum) {
    uint32_t k;
#if defined(__wasm__)
    for (k = 0; k < count; k++) {
        const unsigned char *entry = NULL;
        cairn_status status = cairn_map_find(map, &keys[k], &entry);
        if (status != CAIRN_ABSENT && failed(status)) return 0;
        *sum += value_or_less(map, entry);
    }
#else
    const unsigned char *entries[CAIRN_ABREAST];
    if (failed(cairn_map_find_all(map, keys, count, entries))) return 0;
    for (k = 0; k < count; k++) *sum += value_or_less(map, entries[k]);
#endif
    return 1;
}

/* How many keys a kernel looks up at once. */
#if defined(__wasm__)
#define KEYS 1
#else
#define KEYS CAIRN_ABREAST
#endif

/* The sum of the values of `gets` scattered keys below `keys` in a map of longs to longs; a key that is not there counts as -1. O(gets log n). */
KERNEL(map_gets_i64) int64_t map_gets_i64(uintptr_t base, cairn_ref version, uint32_t keys, uint32_t gets) {
    cairn_map map;
    cairn_key sought[KEYS];
    uint64_t sum = 0;
    uint32_t x = 12345, k, n;
    if (!open_map(base, version, &map) || keys == 0) return 0;
    for (; gets > 0; gets -= n) {
        n = gets < KEYS ? gets : KEYS;
        for (k = 0; k < n; k++) {
            x = scatter(x);
            sought[k] = cairn_key_integer(&map.store, (x >> 4) % keys);
        }
        if (!add_values(&map, sought, n, &sum)) return 0;
    }
    return (int64_t) sum;
}

/* The sum of the values in a node of a map and below. The numbers of the map are arguments one by one, so that none needs a place in memory. */
static uint64_t sum_below(uintptr_t base, uint64_t bytes, uint64_t first, uint32_t bits, uint32_t stride, cairn_ref ref, uint32_t depth) {
    cairn_map map;
    cairn_map_part part;
    uint64_t sum = 0;
    uint32_t i;
    map.store.base = (const unsigned char *) base;
    map.store.bytes = bytes;
    map.store.first = first;
    map.store.bits = bits;
    map.stride = stride;
    if (depth == CAIRN_DEPTH_MAX && failed(CAIRN_CORRUPT)) return 0;
    if (failed(cairn_map_open_part(&map, ref, &part))) return 0;
    for (i = 0; i < part.entry_count; i++, part.entries += stride) sum += cairn_u64(part.entries + stride - 8);
    for (i = 0; i < part.child_count; i++) {
        sum += sum_below(base, bytes, first, bits, stride, cairn_u32(part.children + 4 * (size_t) i), depth + 1);
    }
    return sum;
}

/* The sum of all values of a map of longs to longs, modulo 2^64. O(n). */
KERNEL(map_sum_i64) int64_t map_sum_i64(uintptr_t base, cairn_ref version) {
    cairn_map map;
    if (!open_map(base, version, &map) || map.root == 0) return 0;
    return (int64_t) sum_below(base, map.store.bytes, map.store.first, map.store.bits, map.stride, map.root, 0);
}

/* The sum of the values, in a map of texts to longs, of all words of a vector of texts; a word that is not there counts as -1. O(words log n). */
KERNEL(map_sum_texts) int64_t map_sum_texts(uintptr_t base, cairn_ref version, cairn_ref words) {
    cairn_store store;
    cairn_map map;
    cairn_vector v;
    cairn_walk walk;
    cairn_key keys[KEYS];
    const unsigned char *slots;
    uint64_t sum = 0;
    uint32_t i, j, k, n, some;
    if (!open_store(base, &store) || failed(cairn_map_open(&store, version, 24, 8, &map))) return 0;
    if (failed(cairn_vector_open(&store, words, &v)) || (v.size > 0 && v.width != 24 && failed(CAIRN_OTHER_KIND))) return 0;
    walk = cairn_walk_of(&v);
    for (i = 0; i < v.size; i += n) {
        if (failed(cairn_walk_run(&walk, i, &slots, &n))) return 0;
        for (k = 0; k < n; k += some) {
            some = n - k < KEYS ? n - k : KEYS;
            for (j = 0; j < some; j++, slots += 24) {
                cairn_text text;
                if (failed(cairn_text_of(&store, slots, &text))) return 0;
                keys[j] = cairn_key_text(&store, &text);
            }
            if (!add_values(&map, keys, some, &sum)) return 0;
        }
    }
    return (int64_t) sum;
}

CAIRN_HOT int open_blob(uintptr_t base, cairn_ref version, cairn_blob *blob) {
    cairn_store store;
    return open_store(base, &store) && !failed(cairn_blob_open(&store, version, blob));
}

/* The byte that begins `bit` bits behind the beginning of a piece, zeros behind its `bits` bits. */
CAIRN_HOT uint32_t byte_of(const cairn_piece *piece, uint64_t bit) {
    uint64_t at = piece->first + bit, left = piece->bits - bit;
    const unsigned char *p = piece->data + (size_t) (at >> 3);
    uint32_t shift = (uint32_t) at & 7, value = (uint32_t) p[0] << shift;
    if (shift != 0 && left > 8 - shift) value |= (uint32_t) p[1] >> (8 - shift);
    value &= 0xFF;
    return left < 8 ? value & (0xFF00u >> left) : value;
}

/* The sum of all bytes of a blob, which can begin at any bit; zeros follow behind its last bit. O(n). */
KERNEL(blob_sum) int64_t blob_sum(uintptr_t base, cairn_ref version) {
    cairn_blob blob;
    uint64_t from = 0, sum = 0;
    if (!open_blob(base, version, &blob)) return 0;
    while (from < blob.bits) {
        cairn_piece piece;
        uint64_t bit = 0;
        if (failed(cairn_blob_piece(&blob, from, &piece))) return 0;
        if (from % 8 == 0 && piece.first == 0) { /* whole bytes, side by side */
            for (; bit + 8 <= piece.bits; bit += 8) sum += piece.data[bit >> 3];
        }
        while (bit < piece.bits) { /* up to the end of a byte of the blob, which can be in two pieces */
            uint64_t room = 8 - (from + bit) % 8, some = piece.bits - bit < room ? piece.bits - bit : room;
            uint32_t value = byte_of(&piece, bit) & (0xFF00u >> some) & 0xFF;
            sum += value >> (8 - room);
            bit += some;
        }
        from += piece.bits;
    }
    return (int64_t) sum;
}

/* The sum of a blob of longs in the byte order of the machine, which lies in one piece that begins at a byte. O(n). */
KERNEL(blob_sum_i64) int64_t blob_sum_i64(uintptr_t base, cairn_ref version) {
    cairn_blob blob;
    cairn_piece piece;
    uint64_t i, sum = 0;
    if (!open_blob(base, version, &blob) || blob.bits == 0 || failed(cairn_blob_piece(&blob, 0, &piece))) return 0;
    if ((piece.bits != blob.bits || piece.first != 0) && failed(CAIRN_OTHER_KIND)) return 0;
    for (i = 0; i + 64 <= piece.bits; i += 64) sum += cairn_u64(piece.data + (size_t) (i >> 3));
    return (int64_t) sum;
}

CAIRN_HOT void linear(const unsigned char *from, unsigned char *to, uint32_t count, double a, double b) {
    uint32_t k;
    UNROLLED
    for (k = 0; k < count; k++) {
        double y = a * cairn_f64(from + 8 * (size_t) k) + b;
        CAIRN_COPY(to + 8 * (size_t) k, &y, 8);
    }
}

/* y = a x + b for `count` doubles at an address, written to another one: for a caller who asks for runs himself. O(count). */
KERNEL(linear_f64) void linear_f64(uintptr_t from, uintptr_t to, uint32_t count, double a, double b) {
    linear((const unsigned char *) from, (unsigned char *) to, count, a, b);
}

/* Where doubles are written: the elements of a builder, or the places of a table. */
typedef struct target {
    cairn_fill fill;
    cairn_places places;
    uint64_t size;
    int is_table;
} target;

CAIRN_HOT int open_fill(
    const cairn_store *store, cairn_ref root, uint32_t height, cairn_ref tail, uint32_t tail_start, uint32_t size, int64_t edit, target *to) {
    to->is_table = 0;
    to->size = size;
    return !failed(cairn_fill_open(store, root, height, tail, tail_start, size, 8, (uint64_t) edit, &to->fill));
}

CAIRN_HOT int open_table(uintptr_t table, int64_t rows, target *to) {
    to->is_table = 1;
    if (failed(cairn_places_open((void *) table, (uint64_t) rows, 8, &to->places))) return 0;
    to->size = to->places.size;
    return 1;
}

CAIRN_HOT int target_run(target *to, uint64_t index, unsigned char **q, uint32_t *n) {
    if (to->is_table) return !failed(cairn_places_run(&to->places, index, q, n));
    return !failed(cairn_fill_run(&to->fill, (uint32_t) index, q, n));
}

/* As target_run, for `*n` elements or fewer, all of which are written then. */
CAIRN_HOT int target_take(target *to, uint64_t index, unsigned char **q, uint32_t *n) {
    uint32_t most = *n;
    if (to->is_table) return !failed(cairn_places_take(&to->places, index, most, q, n));
    if (!target_run(to, index, q, n)) return 0;
    if (*n > most) *n = most;
    return 1;
}

CAIRN_HOT int64_t fill_linear(cairn_walk *from, double a, double b, target *to) {
    const unsigned char *p;
    unsigned char *q;
    uint32_t i, n;
    if (from->vector.size != to->size && failed(CAIRN_OUT_OF_RANGE)) return 0;
    for (i = 0; i < from->vector.size; i += n) {
        if (failed(cairn_walk_run(from, i, &p, &n)) || !target_take(to, i, &q, &n)) return i;
        linear(p, q, n, a, b);
    }
    return from->vector.size;
}

/*
 * y = a x + b for all elements x of a vector of doubles, written into the elements of a builder, which has as many: its root, height, tail, tail_start, size and
 * edit. Returns how many elements were written. O(n).
 */
KERNEL(fill_linear_f64) int64_t fill_linear_f64(
    uintptr_t base,
    cairn_ref version,
    double a,
    double b,
    cairn_ref root,
    uint32_t height,
    cairn_ref tail,
    uint32_t tail_start,
    uint32_t size,
    int64_t edit) {
    cairn_walk from;
    target to;
    if (!open_walk(base, version, &from) || !open_fill(&from.vector.store, root, height, tail, tail_start, size, edit, &to)) return 0;
    return fill_linear(&from, a, b, &to);
}

/* The same into the places of a table of runs. O(n). */
KERNEL(places_linear_f64) int64_t places_linear_f64(uintptr_t base, cairn_ref version, double a, double b, uintptr_t table, int64_t rows) {
    cairn_walk from;
    target to;
    if (!open_walk(base, version, &from) || !open_table(table, rows, &to)) return 0;
    return fill_linear(&from, a, b, &to);
}

/* A vector of `n` vectors of doubles. */
CAIRN_HOT int open_vector_of_rows(uintptr_t base, cairn_ref version, uint32_t n, cairn_vector *rows) {
    cairn_store store;
    if (!open_store(base, &store) || failed(cairn_vector_open(&store, version, rows))) return 0;
    return (rows->size == n && (n == 0 || rows->width == 4)) || !failed(CAIRN_OTHER_KIND);
}

/* Where the elements from (row, column) on are, of a vector of vectors of doubles, and how many follow in the row. */
CAIRN_HOT int row_run(const cairn_vector *rows, uint32_t row, uint32_t column, const unsigned char **p, uint32_t *n) {
    const unsigned char *slot;
    cairn_vector v;
    if (failed(cairn_vector_get(rows, row, &slot))) return 0;
    if (!open_words(&rows->store, cairn_u32(slot), &v) || (v.size != rows->size && failed(CAIRN_OTHER_KIND))) return 0;
    return !failed(cairn_vector_run(&v, column, p, n));
}

/* The same by numbers only, for rare cases. */
static const unsigned char *row_at(uintptr_t base, cairn_ref version, uint32_t row, uint32_t column, uint32_t most) {
    cairn_vector rows;
    const unsigned char *p;
    uint32_t n;
    if (!open_vector_of_rows(base, version, most, &rows) || !row_run(&rows, row, column, &p, &n)) return NULL;
    return p;
}

static uint32_t row_length(uintptr_t base, cairn_ref version, uint32_t row, uint32_t column, uint32_t most) {
    cairn_vector rows;
    const unsigned char *p;
    uint32_t n;
    return open_vector_of_rows(base, version, most, &rows) && row_run(&rows, row, column, &p, &n) ? n : 0;
}

/* How many rows of the right matrix are taken at a time. */
#define DEEP 8

/* Some rows of the right matrix at a time, and of each as much as lies side by side: so a run is sought once for all rows of the left one. */
CAIRN_HOT int64_t fill_product(uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, const cairn_vector *a, target *to) {
    unsigned char *q;
    uint32_t j, k, m, some, deep;
    uint64_t i;
    const double zero = 0;
    if ((uint64_t) n * n != to->size && failed(CAIRN_OUT_OF_RANGE)) return 0;
    for (i = 0; i < to->size; i += some) {
        some = UINT32_MAX; /* as many as lie side by side */
        if (!target_take(to, i, &q, &some)) return 0;
        for (m = 0; m < some; m++) CAIRN_COPY(q + 8 * (size_t) m, &zero, 8);
    }
    for (k = 0; k < n; k += deep) {
        deep = n - k < DEEP ? 1 : DEEP;
        for (j = 0; j < n; j += m) {
            const unsigned char *p0 = row_at(base, right, k, j, n), *p1 = p0, *p2 = p0, *p3 = p0, *p4 = p0, *p5 = p0, *p6 = p0, *p7 = p0;
            m = row_length(base, right, k, j, n);
            for (i = 1; i < deep; i++) {
                some = row_length(base, right, k + (uint32_t) i, j, n);
                if (some < m) m = some;
            }
            if (m == 0) return 0;
            if (deep == DEEP) {
                p1 = row_at(base, right, k + 1, j, n);
                p2 = row_at(base, right, k + 2, j, n);
                p3 = row_at(base, right, k + 3, j, n);
                p4 = row_at(base, right, k + 4, j, n);
                p5 = row_at(base, right, k + 5, j, n);
                p6 = row_at(base, right, k + 6, j, n);
                p7 = row_at(base, right, k + 7, j, n);
            }
            for (i = 0; i < n; i++) {
                const unsigned char *p;
                double a0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0;
                uint32_t from;
                if (!row_run(a, (uint32_t) i, k, &p, &some)) return 0;
                a0 = cairn_f64(p);
                if (deep == DEEP) {
                    a1 = cairn_f64(some > 1 ? p + 8 : row_at(base, left, (uint32_t) i, k + 1, n));
                    a2 = cairn_f64(some > 2 ? p + 16 : row_at(base, left, (uint32_t) i, k + 2, n));
                    a3 = cairn_f64(some > 3 ? p + 24 : row_at(base, left, (uint32_t) i, k + 3, n));
                    a4 = cairn_f64(some > 4 ? p + 32 : row_at(base, left, (uint32_t) i, k + 4, n));
                    a5 = cairn_f64(some > 5 ? p + 40 : row_at(base, left, (uint32_t) i, k + 5, n));
                    a6 = cairn_f64(some > 6 ? p + 48 : row_at(base, left, (uint32_t) i, k + 6, n));
                    a7 = cairn_f64(some > 7 ? p + 56 : row_at(base, left, (uint32_t) i, k + 7, n));
                }
                for (from = 0; from < m; from += some) {
                    unsigned char *__restrict out;
                    size_t at = 8 * (size_t) from;
                    uint32_t t;
                    if (!target_run(to, i * n + j + from, &q, &some)) return 0;
                    if (some > m - from) some = m - from;
                    out = q;
                    if (deep == DEEP) {
                        for (t = 0; t < some; t++, at += 8) {
                            double sum = cairn_f64(out + 8 * (size_t) t) + a0 * cairn_f64(p0 + at);
                            sum = sum + a1 * cairn_f64(p1 + at);
                            sum = sum + a2 * cairn_f64(p2 + at);
                            sum = sum + a3 * cairn_f64(p3 + at);
                            sum = sum + a4 * cairn_f64(p4 + at);
                            sum = sum + a5 * cairn_f64(p5 + at);
                            sum = sum + a6 * cairn_f64(p6 + at);
                            sum = sum + a7 * cairn_f64(p7 + at);
                            CAIRN_COPY(out + 8 * (size_t) t, &sum, 8);
                        }
                    } else {
                        for (t = 0; t < some; t++, at += 8) {
                            double sum = cairn_f64(out + 8 * (size_t) t) + a0 * cairn_f64(p0 + at);
                            CAIRN_COPY(out + 8 * (size_t) t, &sum, 8);
                        }
                    }
                }
            }
        }
    }
    return (int64_t) to->size;
}

/*
 * The product of two matrices of n x n doubles, each a vector of n rows, which are vectors of n doubles. It is written, row behind row, into the elements of a builder,
 * which has n * n of them. Each sum is added in the order of k, so it is what a plain loop gives. Returns how many elements were written. O(n^3).
 */
KERNEL(fill_product_f64) int64_t fill_product_f64(
    uintptr_t base,
    cairn_ref left,
    cairn_ref right,
    uint32_t n,
    cairn_ref root,
    uint32_t height,
    cairn_ref tail,
    uint32_t tail_start,
    uint32_t size,
    int64_t edit) {
    cairn_vector a;
    target to;
    if (!open_vector_of_rows(base, left, n, &a) || !open_fill(&a.store, root, height, tail, tail_start, size, edit, &to)) return 0;
    return fill_product(base, left, right, n, &a, &to);
}

/* The same into the places of a table of runs. */
KERNEL(places_product_f64) int64_t places_product_f64(uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, uintptr_t table, int64_t rows) {
    cairn_vector a;
    target to;
    if (!open_vector_of_rows(base, left, n, &a) || !open_table(table, rows, &to)) return 0;
    return fill_product(base, left, right, n, &a, &to);
}

/* `count` elements of row `row` of a product of matrices of n x n doubles, each in one piece, from column `column` on. Each sum is added in the order of k. */
CAIRN_HOT void product_run(
    const unsigned char *left, const unsigned char *right, uint32_t n, uint32_t row, uint32_t column, unsigned char *__restrict to, uint32_t count) {
    const unsigned char *a = left + 8 * (size_t) row * n, *b = right + 8 * (size_t) column;
    const double zero = 0;
    uint32_t k, t;
    for (t = 0; t < count; t++) CAIRN_COPY(to + 8 * (size_t) t, &zero, 8);
    for (k = 0; k < n; k++, b += 8 * (size_t) n) {
        double factor = cairn_f64(a + 8 * (size_t) k);
        for (t = 0; t < count; t++) {
            double sum = cairn_f64(to + 8 * (size_t) t) + factor * cairn_f64(b + 8 * (size_t) t);
            CAIRN_COPY(to + 8 * (size_t) t, &sum, 8);
        }
    }
}

/* The product of two matrices of n x n doubles at addresses, written to a third one, which does not overlap them. O(n^3). */
KERNEL(product_f64) void product_f64(uintptr_t left, uintptr_t right, uintptr_t to, uint32_t n) {
    uint32_t i;
    for (i = 0; i < n; i++) {
        product_run((const unsigned char *) left, (const unsigned char *) right, n, i, 0, (unsigned char *) to + 8 * (size_t) i * n, n);
    }
}

/* A blob of n x n doubles, which lies in one piece that begins at a byte. */
CAIRN_HOT int open_matrix(uintptr_t base, cairn_ref version, uint32_t n, const unsigned char **first) {
    cairn_blob blob;
    cairn_piece piece;
    if (!open_blob(base, version, &blob) || (blob.bits != 64 * (uint64_t) n * n && failed(CAIRN_OTHER_KIND))) return 0;
    if (blob.bits == 0) return 1;
    if (failed(cairn_blob_piece(&blob, 0, &piece)) || ((piece.bits != blob.bits || piece.first != 0) && failed(CAIRN_OTHER_KIND))) return 0;
    *first = piece.data;
    return 1;
}

CAIRN_HOT int64_t fill_product_blobs(uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, target *to) {
    const unsigned char *a = NULL, *b = NULL;
    unsigned char *q;
    uint64_t i;
    uint32_t some;
    if (((uint64_t) n * n != to->size && failed(CAIRN_OUT_OF_RANGE)) || !open_matrix(base, left, n, &a) || !open_matrix(base, right, n, &b)) return 0;
    for (i = 0; i < to->size; i += some) {
        uint32_t row = (uint32_t) (i / n), column = (uint32_t) (i % n);
        some = n - column;
        if (!target_take(to, i, &q, &some)) return 0;
        product_run(a, b, n, row, column, q, some);
    }
    return (int64_t) to->size;
}

/* As fill_product_f64, of two blobs of n x n doubles, row behind row in the byte order of the machine. O(n^3). */
KERNEL(fill_product_blobs_f64) int64_t fill_product_blobs_f64(
    uintptr_t base,
    cairn_ref left,
    cairn_ref right,
    uint32_t n,
    cairn_ref root,
    uint32_t height,
    cairn_ref tail,
    uint32_t tail_start,
    uint32_t size,
    int64_t edit) {
    cairn_store store;
    target to;
    if (!open_store(base, &store) || !open_fill(&store, root, height, tail, tail_start, size, edit, &to)) return 0;
    return fill_product_blobs(base, left, right, n, &to);
}

/* The same into the places of a table of runs. */
KERNEL(places_product_blobs_f64) int64_t places_product_blobs_f64(
    uintptr_t base, cairn_ref left, cairn_ref right, uint32_t n, uintptr_t table, int64_t rows) {
    target to;
    if (!open_table(table, rows, &to)) return 0;
    return fill_product_blobs(base, left, right, n, &to);
}
