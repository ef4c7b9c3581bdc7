/*
 * cairn.h - reads Cairn's collections in C, where they lie, and fills the leaves of a builder.
 *
 * One header, C99, no library. It is also C++11, and for clang --target=wasm32. `./cairn header` prints it. docs/layout.md says what the bytes of a
 * store mean; the names of constants here are those of its tables.
 *
 * Parts
 *   1  numbers, errors                      5  vectors, and leaves of a builder       9  blobs
 *   2  a store at an address                6  texts and bytes                       10  a store in a file, and versions that are retained
 *   3  names of versions                    7  hashes and keys
 *   4  what a version is                    8  maps and sets
 *
 * Who holds what
 *   A type whose name ends in `_own` owns something: give it back once, by the function that its comment names. All other types borrow.
 *   They need no end, and are valid as long as somebody holds the version that they were made of, and the memory is mapped:
 *   - Java code holds a version as long as it can reach the object: dev.cairn.ffi gives the address and the reference of a version.
 *   - A process that has mapped a store's file holds a version by cairn_retain, part 10.
 *   A version never changes. So many threads can read one at the same time, without a lock. Nothing here writes to a store, but for what is
 *   called `fill` or `places`, which writes elements of numbers into leaves that belong to a builder of the caller.
 *
 * Errors
 *   Functions that can fail return a cairn_status. CAIRN_OK is 0. With any other, results have no meaning, if nothing else is said.
 *   If CAIRN_CHECKED is defined, each reference, number, size and depth is compared with the memory that was given before it is used. Then bytes
 *   that are no store, or a damaged one, give an error. They cause no crash and no endless loop, whatever they are, also if another
 *   process changes them meanwhile. Without CAIRN_CHECKED a store is believed once it was opened.
 *
 * Options: define before the header is included
 *   CAIRN_CHECKED    as above. It costs a compare or two for each node.
 *   CAIRN_NO_FILES   leaves part 10 out. It is also left out where there is no mmap, as in WebAssembly.
 *   CAIRN_BANKED     WebAssembly on a store that is larger than its memory, see cairn_bring.
 */
#ifndef CAIRN_H
#define CAIRN_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define CAIRN_COPY(to, from, bytes) __builtin_memcpy(to, from, bytes)
#define CAIRN_ZERO(at, bytes) __builtin_memset(at, 0, bytes)
#define CAIRN_HOT static inline __attribute__((always_inline))
#define CAIRN_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define CAIRN_FETCH(address) __builtin_prefetch(address)
#else
#include <string.h>
#define CAIRN_COPY(to, from, bytes) memcpy(to, from, bytes)
#define CAIRN_ZERO(at, bytes) memset(at, 0, bytes)
#define CAIRN_HOT static inline
#define CAIRN_LIKELY(condition) (condition)
#define CAIRN_FETCH(address) ((void) (address))
#endif

/* In WebAssembly a local variable that has an address lies in the memory, which is a store that may be read only. Inlined code needs none. */
#if defined(__wasm__)
#define CAIRN_FN CAIRN_HOT
#else
#define CAIRN_FN static inline
#endif

#if defined(CAIRN_CHECKED)
#define CAIRN_CHECK(condition) \
    do { \
        if (!CAIRN_LIKELY(condition)) return CAIRN_CORRUPT; \
    } while (0)
#else
#define CAIRN_CHECK(condition) ((void) 0)
#endif

/* Returns from the caller with what is wrong, if something is. */
#define CAIRN_TRY(call) \
    do { \
        cairn_status cairn_try_ = (call); \
        if (!CAIRN_LIKELY(cairn_try_ == CAIRN_OK)) return cairn_try_; \
    } while (0)

/* What is compared and then used is read once: the compiler must not read it again, as it may have changed. */
#if defined(CAIRN_CHECKED) && defined(__GNUC__)
#define CAIRN_ONCE(value) __asm__("" : "+r"(value))
#else
#define CAIRN_ONCE(value) ((void) 0)
#endif

/* ---- 1. Numbers, errors ------------------------------------------------------------------------------------------------------------ */

/* What a function found. The numbers never change; later versions may have more. */
typedef enum cairn_status {
    CAIRN_OK = 0,
    CAIRN_ABSENT = 1,            /* there is no such name, key, type or next entry: an answer, and no fault */
    CAIRN_BAD_ARGUMENT = 2,      /* a text is no UTF-8, say */
    CAIRN_OUT_OF_RANGE = 3,      /* an index or a range is not within the collection */
    CAIRN_OTHER_KIND = 4,        /* the collection is of another kind, or its elements have another width */
    CAIRN_NOT_A_STORE = 5,       /* the bytes at the address, or of the file, are no store */
    CAIRN_OTHER_VERSION = 6,     /* the store has another version of the layout */
    CAIRN_OTHER_BYTE_ORDER = 7,  /* the store was made on a machine with the other byte order */
    CAIRN_OTHER_FEATURES = 8,    /* the store has a feature that this header does not know */
    CAIRN_TRUNCATED = 9,         /* there are fewer bytes than the store has */
    CAIRN_CORRUPT = 10,          /* what is there cannot be; only a part of all damage is seen */
    CAIRN_NOT_YOURS = 11,        /* the leaf does not belong to this builder: nothing may be written to it */
    CAIRN_NO_ROOM = 12,          /* what was asked for does not fit the room that was given */
    CAIRN_CHANGING = 13,         /* the names of the store changed all the time; try again */
    CAIRN_SYSTEM = 14,           /* a call of the system failed, errno says why */
    CAIRN_BUSY = 15,             /* other processes are opening the store; try again */
    CAIRN_TOO_MANY_READERS = 16, /* 512 processes have the store open for reading */
    CAIRN_TOO_MANY_VERSIONS = 17,/* this process has retained 2,044 versions and names */
    CAIRN_OPEN_HERE = 18,        /* this process has the store's file mapped already */
    CAIRN_RESTARTED = 19,        /* the store was open when the system stopped: it may not be whole on the disk */
    CAIRN_RETAINED = 20          /* something that was retained was not released yet */
} cairn_status;

/* What a status means, in English. O(1). */
CAIRN_FN const char *cairn_message(cairn_status status) {
    switch (status) {
        case CAIRN_OK: return "all is well";
        case CAIRN_ABSENT: return "there is none";
        case CAIRN_BAD_ARGUMENT: return "an argument is not allowed";
        case CAIRN_OUT_OF_RANGE: return "the index is not within the collection";
        case CAIRN_OTHER_KIND: return "the collection is of another kind, or its elements have another width";
        case CAIRN_NOT_A_STORE: return "this is no store of Cairn";
        case CAIRN_OTHER_VERSION: return "the store has another version of the layout";
        case CAIRN_OTHER_BYTE_ORDER: return "the store was made on a machine with the other byte order";
        case CAIRN_OTHER_FEATURES: return "the store has a feature that this program does not know";
        case CAIRN_TRUNCATED: return "the store was cut: there are fewer bytes than it has";
        case CAIRN_CORRUPT: return "the store is damaged";
        case CAIRN_NOT_YOURS: return "the leaf does not belong to this builder";
        case CAIRN_NO_ROOM: return "it does not fit the room that was given";
        case CAIRN_CHANGING: return "the names of the store changed all the time; try again";
        case CAIRN_SYSTEM: return "a call of the system failed; errno says why";
        case CAIRN_BUSY: return "the store is being opened by other processes; try again later";
        case CAIRN_TOO_MANY_READERS: return "as many processes as are allowed have the store open for reading";
        case CAIRN_TOO_MANY_VERSIONS: return "as many versions and names as are allowed are retained; release some";
        case CAIRN_OPEN_HERE: return "this process has the store's file mapped already; use the store by its address";
        case CAIRN_RESTARTED: return "the store was open when the system stopped, so it may not be whole; restore it from a checkpoint";
        case CAIRN_RETAINED: return "something that was retained was not released; release it first";
    }
    return "no status";
}

/* A node of the store: how many granules of 16 bytes it is from the beginning. 0 is nil: there is nothing. */
typedef uint32_t cairn_ref;

/* What lies at an address, in the byte order of the machine. The address need not be aligned. O(1). */
CAIRN_HOT uint8_t cairn_u8(const void *at) {
    return *(const unsigned char *) at;
}

CAIRN_HOT uint16_t cairn_u16(const void *at) {
    uint16_t value;
    CAIRN_COPY(&value, at, 2);
    CAIRN_ONCE(value);
    return value;
}

CAIRN_HOT uint32_t cairn_u32(const void *at) {
    uint32_t value;
    CAIRN_COPY(&value, at, 4);
    CAIRN_ONCE(value);
    return value;
}

CAIRN_HOT uint64_t cairn_u64(const void *at) {
    uint64_t value;
    CAIRN_COPY(&value, at, 8);
    CAIRN_ONCE(value);
    return value;
}

CAIRN_HOT int8_t cairn_i8(const void *at) {
    return (int8_t) cairn_u8(at);
}

CAIRN_HOT int16_t cairn_i16(const void *at) {
    return (int16_t) cairn_u16(at);
}

CAIRN_HOT int32_t cairn_i32(const void *at) {
    return (int32_t) cairn_u32(at);
}

CAIRN_HOT int64_t cairn_i64(const void *at) {
    return (int64_t) cairn_u64(at);
}

CAIRN_HOT float cairn_f32(const void *at) {
    float value;
    CAIRN_COPY(&value, at, 4);
    return value;
}

CAIRN_HOT double cairn_f64(const void *at) {
    double value;
    CAIRN_COPY(&value, at, 8);
    return value;
}

/* How many bits are 1. */
CAIRN_HOT uint32_t cairn_ones(uint32_t bits) {
#if defined(__POPCNT__) || defined(__wasm__) || defined(__aarch64__) || defined(__clang__)
    return (uint32_t) __builtin_popcount(bits);
#else
    bits = bits - ((bits >> 1) & 0x55555555u);
    bits = (bits & 0x33333333u) + ((bits >> 2) & 0x33333333u);
    return (((bits + (bits >> 4)) & 0x0F0F0F0Fu) * 0x01010101u) >> 24;
#endif
}

/* Whether two pieces of memory have the same bytes. */
static inline int cairn_same(const void *a, const void *b, uint64_t bytes) {
    const unsigned char *p = (const unsigned char *) a, *q = (const unsigned char *) b;
    for (; bytes >= 8; bytes -= 8, p += 8, q += 8) {
        if (cairn_u64(p) != cairn_u64(q)) return 0;
    }
    for (; bytes > 0; bytes--, p++, q++) {
        if (*p != *q) return 0;
    }
    return 1;
}

CAIRN_HOT int cairn_is_big_endian(void) {
#if defined(__BYTE_ORDER__) && defined(__ORDER_BIG_ENDIAN__)
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
#else
    const uint16_t one = 1;
    return cairn_u8(&one) == 0;
#endif
}

/* The constants of docs/layout.md. Behind each one is the heading and the name there; a test compares all of them. */
#define CAIRN_GRANULE 16          /* Words and conventions: granule */
#define CAIRN_MAGIC 0x4E52494143  /* The superblock: MAGIC */
#define CAIRN_LAYOUT 2            /* The superblock: LAYOUT */
#define CAIRN_OLDEST 1            /* The superblock: OLDEST */
#define CAIRN_ORDER 0x01020304    /* The superblock: ORDER */
#define CAIRN_AT_MAGIC 0          /* The superblock: magic */
#define CAIRN_AT_VERSION 8        /* The superblock: version */
#define CAIRN_AT_BYTE_ORDER 12    /* The superblock: byteOrder */
#define CAIRN_AT_BITS 16          /* The superblock: bits */
#define CAIRN_AT_SLAB_BYTES 20    /* The superblock: slabBytes */
#define CAIRN_AT_SLABS_MAX 24     /* The superblock: slabsMax */
#define CAIRN_AT_SEED 32          /* The superblock: seed */
#define CAIRN_AT_ROOTS 40         /* The superblock: roots */
#define CAIRN_AT_FEATURES 44      /* The superblock: features */
#define CAIRN_AT_MAX_BYTES 48     /* The superblock: maxBytes */
#define CAIRN_AT_STATE 84         /* The superblock: state */
#define CAIRN_AT_BOOT 88          /* The superblock: boot */
#define CAIRN_AT_PID 104          /* The superblock: pid */
#define CAIRN_AT_OPENINGS 112     /* The superblock: openings */
#define CAIRN_AT_NAMES 120        /* The superblock: names */
#define CAIRN_AT_DESCRIPTORS 192  /* The superblock: descriptors */
#define CAIRN_AT_WRITER_FEATURES 228 /* The superblock: writerFeatures */
#define CAIRN_AT_FIRST_SLAB 232   /* The superblock: firstSlab */
#define CAIRN_AT_SHAPES 8192      /* The superblock: shapes */
#define CAIRN_AT_SLABS 65536      /* The superblock: slabs */
#define CAIRN_SHAPES_MAX 896      /* The superblock: SHAPES_MAX */
#define CAIRN_STATE_OPEN 1        /* The superblock: OPEN */
#define CAIRN_SEVERAL 1           /* Features: SEVERAL */
#define CAIRN_SHAPE_BYTES 64      /* A shape: end */
#define CAIRN_AT_SHAPE_WIDTH 0    /* A shape: width */
#define CAIRN_AT_SHAPE_COUNT 2    /* A shape: count */
#define CAIRN_AT_META 8           /* The header of every node: meta */
#define CAIRN_PLAIN_BODY 16       /* The header of every node: PLAIN_BODY */
#define CAIRN_BEARING_BODY 32     /* The header of every node: BEARING_BODY */
#define CAIRN_META_SHAPE 8        /* The meta word: shape */
#define CAIRN_META_EDIT 20        /* The meta word: edit */
#define CAIRN_EDITS 65536         /* The meta word: EDITS */
#define CAIRN_INNER 1             /* Kinds of nodes: INNER */
#define CAIRN_LEAF 2              /* Kinds of nodes: LEAF */
#define CAIRN_BEARING_LEAF 3      /* Kinds of nodes: BEARING_LEAF */
#define CAIRN_BYTES 4             /* Kinds of nodes: BYTES */
#define CAIRN_MAP_NODE 6          /* Kinds of nodes: MAP_NODE */
#define CAIRN_MAP_LEAF 7          /* Kinds of nodes: MAP_LEAF */
#define CAIRN_MAP_COLLISION 8     /* Kinds of nodes: MAP_COLLISION */
#define CAIRN_HEADER 9            /* Kinds of nodes: HEADER */
#define CAIRN_ROOT 10             /* Kinds of nodes: ROOT */
#define CAIRN_RELAXED 11          /* Kinds of nodes: RELAXED */
#define CAIRN_BLOB_LEAF 12        /* Kinds of nodes: BLOB_LEAF */
#define CAIRN_BLOB_NODE 13        /* Kinds of nodes: BLOB_NODE */
#define CAIRN_MAP_PACKED 19       /* Kinds of nodes: MAP_PACKED */
#define CAIRN_DESCRIPTOR 20       /* Kinds of nodes: DESCRIPTOR */
#define CAIRN_OF_ATOM 0           /* ROOT: OF_ATOM */
#define CAIRN_AT_CELL 16          /* ROOT: cell */
#define CAIRN_AT_NEXT 24          /* ROOT: next */
#define CAIRN_AT_NAME_LENGTH 32   /* ROOT: length */
#define CAIRN_AT_NAME 36          /* ROOT: text */
#define CAIRN_CELL_REFERENCE 32   /* ROOT: reference */
#define CAIRN_AT_LABEL 28         /* HEADER: label */
#define CAIRN_AT_TRIE 32          /* HEADER: root */
#define CAIRN_AT_TAIL 36          /* HEADER: tail */
#define CAIRN_AT_EXTENT 40        /* HEADER: extent */
#define CAIRN_TAIL_START 32       /* HEADER: tailStart */
#define CAIRN_AT_TYPE_NUMBER 16   /* DESCRIPTOR: number */
#define CAIRN_AT_TYPE_NEXT 20     /* DESCRIPTOR: nextDescriptor */
#define CAIRN_AT_TYPE_LENGTH 24   /* DESCRIPTOR: textLength */
#define CAIRN_AT_TYPE_PLACE 28    /* DESCRIPTOR: textAt */
#define CAIRN_AT_TYPE_KIND 32     /* DESCRIPTOR: collection */
#define CAIRN_AT_TYPE_WIDTH 36    /* DESCRIPTOR: entryWidth */
#define CAIRN_AT_TYPE_FIRST 48    /* DESCRIPTOR: first */
#define CAIRN_AT_TYPE_SECOND 64   /* DESCRIPTOR: second */
#define CAIRN_AT_TYPE_TEXT 80     /* DESCRIPTOR: kindText */
#define CAIRN_NO_COLLECTION 0     /* DESCRIPTOR: NO_COLLECTION */
#define CAIRN_OF_VECTOR 1         /* DESCRIPTOR: VECTOR */
#define CAIRN_OF_SET 2            /* DESCRIPTOR: SET */
#define CAIRN_OF_MAP 3            /* DESCRIPTOR: MAP */
#define CAIRN_OF_BLOB 4           /* DESCRIPTOR: BLOB */
#define CAIRN_OF_LONG_VECTOR 5    /* DESCRIPTOR: LONG_VECTOR */
#define CAIRN_OF_INT_VECTOR 6     /* DESCRIPTOR: INT_VECTOR */
#define CAIRN_OF_DOUBLE_VECTOR 7  /* DESCRIPTOR: DOUBLE_VECTOR */
#define CAIRN_AT_SLOT_CODE 0      /* DESCRIPTOR: slotCode */
#define CAIRN_AT_SLOT_REFERENCES 2 /* DESCRIPTOR: slotReferences */
#define CAIRN_AT_SLOT_WIDTH 4     /* DESCRIPTOR: slotWidth */
#define CAIRN_AT_SLOT_PLACE 8     /* DESCRIPTOR: slotAt */
#define CAIRN_AT_SLOT_TYPE 12     /* DESCRIPTOR: slotType */
#define CAIRN_NO_CODEC 0          /* DESCRIPTOR: NO_CODEC */
#define CAIRN_BOOLEAN_SLOT 1      /* DESCRIPTOR: BOOLEAN_SLOT */
#define CAIRN_BYTE_SLOT 2         /* DESCRIPTOR: BYTE_SLOT */
#define CAIRN_SHORT_SLOT 3        /* DESCRIPTOR: SHORT_SLOT */
#define CAIRN_CHAR_SLOT 4         /* DESCRIPTOR: CHAR_SLOT */
#define CAIRN_INT_SLOT 5          /* DESCRIPTOR: INT_SLOT */
#define CAIRN_LONG_SLOT 6         /* DESCRIPTOR: LONG_SLOT */
#define CAIRN_FLOAT_SLOT 7        /* DESCRIPTOR: FLOAT_SLOT */
#define CAIRN_DOUBLE_SLOT 8       /* DESCRIPTOR: DOUBLE_SLOT */
#define CAIRN_STRING_SLOT 9       /* DESCRIPTOR: STRING_SLOT */
#define CAIRN_BYTES_SLOT 10       /* DESCRIPTOR: BYTES_SLOT */
#define CAIRN_ANY_SLOT 11         /* DESCRIPTOR: ANY_SLOT */
#define CAIRN_STANDARD_SLOT 12    /* DESCRIPTOR: STANDARD_SLOT */
#define CAIRN_OBJECT_SLOT 13      /* DESCRIPTOR: OBJECT_SLOT */
#define CAIRN_ENUM_SLOT 14        /* DESCRIPTOR: ENUM_SLOT */
#define CAIRN_RECORD_SLOT 15      /* DESCRIPTOR: RECORD_SLOT */
#define CAIRN_ENCODING_SLOT 16    /* DESCRIPTOR: ENCODING_SLOT */
#define CAIRN_COLLECTION_SLOT 17  /* DESCRIPTOR: COLLECTION_SLOT */
#define CAIRN_LEAF_BYTES 384      /* INNER, RELAXED, LEAF and BEARING_LEAF: LEAF_BYTES */
#define CAIRN_AT_MAP_SIZE 24      /* MAP_NODE, MAP_LEAF, MAP_COLLISION and MAP_PACKED: size */
#define CAIRN_HASH_A 0x9E3779B97F4A7C15 /* Hashes: A */
#define CAIRN_HASH_B 0xD1B54A32D192ED03 /* Hashes: B */
#define CAIRN_HASH_KEY_SHIFT 23   /* Hashes: KEY_SHIFT */
#define CAIRN_AT_TEXT_MARK 4      /* STRING: mark */
#define CAIRN_AT_TEXT 8           /* STRING: text */
#define CAIRN_TEXT_INLINE 16      /* STRING: INLINE */
#define CAIRN_TEXT_CHUNK 1024     /* STRING: CHUNK */
#define CAIRN_AT_ARRAY_LENGTH 4   /* BYTES: arrayLength */
#define CAIRN_AT_ARRAY 8          /* BYTES: array */
#define CAIRN_AT_LEFT 32          /* BLOB_LEAF and BLOB_NODE: left */
#define CAIRN_AT_RIGHT 36         /* BLOB_LEAF and BLOB_NODE: right */
#define CAIRN_AT_LEFT_FIRST 40    /* BLOB_LEAF and BLOB_NODE: leftFirst */
#define CAIRN_AT_RIGHT_FIRST 48   /* BLOB_LEAF and BLOB_NODE: rightFirst */
#define CAIRN_AT_LEFT_BITS 56     /* BLOB_LEAF and BLOB_NODE: leftBits */
#define CAIRN_AT_ALL_BITS 64      /* BLOB_LEAF and BLOB_NODE: allBits */
#define CAIRN_PINS_OPENED 192     /* The file of pins: opened */
#define CAIRN_PINS_ASKED 128      /* The file of pins: asked */
#define CAIRN_PINS_USED 4096      /* The file of pins: used */
#define CAIRN_PINS_ROWS 8192      /* The file of pins: rows */
#define CAIRN_PINS_READERS 512    /* The file of pins: ROWS */
#define CAIRN_PINS_PLACES 2044    /* The file of pins: PLACES */
#define CAIRN_PINS_PID 16352      /* The file of pins: readerPid */
#define CAIRN_PINS_SINCE 16360    /* The file of pins: readerSince */
#define CAIRN_PINS_SEEN 16368     /* The file of pins: readerSeen */
#define CAIRN_PINS_ROW_BYTES 16384 /* The file of pins: rowEnd */
#define CAIRN_PIN_FREE 0          /* The file of pins: FREE */
#define CAIRN_PIN_TRIED 1         /* The file of pins: TRIED */
#define CAIRN_PIN_KEPT 2          /* The file of pins: KEPT */

/* ---- 2. A store at an address ------------------------------------------------------------------------------------------------------ */

/* A store in memory. Read it only by the functions here. */
typedef struct cairn_store {
    const unsigned char *base; /* where it begins; with CAIRN_BANKED the table of pages */
    uint64_t bytes;            /* how many bytes there are */
    uint64_t first;            /* where the first slab begins: no node is before it */
    uint64_t seed;             /* the seed of all hashes */
    uint32_t bits;             /* an inner node has 2^bits places */
} cairn_store;

#if defined(CAIRN_BANKED)
/*
 * The linear memory has pages of 64 KiB of the store, in any order. The base is a table with a u16 for each page of the store: where it is in linear
 * memory, in pages, or 0 if it is not there. Then the host brings it, with all pages of a node that is larger than a slab behind it, and returns the
 * page.
 */
__attribute__((import_module("cairn"), import_name("bring"))) uint32_t cairn_bring(uint32_t page);
#endif

/* Where the byte `offset` of the store is, and what lies behind it in one node. O(1). */
CAIRN_HOT const unsigned char *cairn_at(const cairn_store *store, uint64_t offset) {
#if defined(CAIRN_BANKED)
    uint32_t page = cairn_u16(store->base + (uintptr_t) (offset >> 16) * 2);
    if (!CAIRN_LIKELY(page != 0)) page = cairn_bring((uint32_t) (offset >> 16));
    return (const unsigned char *) (((uintptr_t) page << 16) | (uintptr_t) (offset & 0xFFFF));
#else
    return store->base + (uintptr_t) offset;
#endif
}

/* Whether the node `ref` can have `bytes`. O(1). */
CAIRN_HOT int cairn_fits(const cairn_store *store, cairn_ref ref, uint64_t bytes) {
    uint64_t offset = (uint64_t) ref * CAIRN_GRANULE;
    return ref != 0 && offset >= store->first && offset < store->bytes && bytes <= store->bytes - offset;
}

/* Where the node `ref` is, of which `bytes` are going to be read. O(1). Errors when checked: CORRUPT. */
CAIRN_HOT cairn_status cairn_node(const cairn_store *store, cairn_ref ref, uint64_t bytes, const unsigned char **node) {
    CAIRN_CHECK(cairn_fits(store, ref, bytes));
    (void) bytes;
    *node = cairn_at(store, (uint64_t) ref * CAIRN_GRANULE);
    return CAIRN_OK;
}

/* The number of the kind of a node, as in CAIRN_LEAF. */
CAIRN_HOT uint32_t cairn_kind(const unsigned char *node) {
    return (uint32_t) cairn_u64(node + CAIRN_AT_META) & 0xFF;
}

/* The edit that made the node, or what its kind has in place of that. */
CAIRN_HOT uint64_t cairn_edit(const unsigned char *node) {
    return cairn_u64(node + CAIRN_AT_META) >> CAIRN_META_EDIT;
}

/* How wide a slot of the node is, and how many references a slot can have. O(1). Errors when checked: CORRUPT. */
CAIRN_FN cairn_status cairn_shape(const cairn_store *store, const unsigned char *node, uint32_t *width, uint32_t *references) {
    uint32_t number = (uint32_t) (cairn_u64(node + CAIRN_AT_META) >> CAIRN_META_SHAPE) & 0xFFF;
    const unsigned char *shape;
    CAIRN_CHECK(number < CAIRN_SHAPES_MAX);
    shape = cairn_at(store, CAIRN_AT_SHAPES + (uint64_t) number * CAIRN_SHAPE_BYTES);
    *width = cairn_u16(shape + CAIRN_AT_SHAPE_WIDTH);
    *references = cairn_u16(shape + CAIRN_AT_SHAPE_COUNT);
    CAIRN_CHECK(*width != 0);
    return CAIRN_OK;
}

/*
 * The store that begins at `address`, of which `bytes` can be read. Nothing is owned: the memory stays that of the caller. O(1).
 * Errors: TRUNCATED, NOT_A_STORE, OTHER_VERSION, OTHER_BYTE_ORDER, OTHER_FEATURES, CORRUPT.
 */
CAIRN_FN cairn_status cairn_store_at(const void *address, uint64_t bytes, cairn_store *store) {
    cairn_store made;
    const unsigned char *head;
    uint64_t most, slab, table;
    uint32_t order, version;
    made.base = (const unsigned char *) address;
    if (bytes < CAIRN_AT_SLABS) return CAIRN_TRUNCATED;
    head = cairn_at(&made, 0);
    order = cairn_u32(head + CAIRN_AT_BYTE_ORDER);
    if (order == 0x04030201) return CAIRN_OTHER_BYTE_ORDER;
    if (cairn_u64(head + CAIRN_AT_MAGIC) != CAIRN_MAGIC || order != CAIRN_ORDER) return CAIRN_NOT_A_STORE;
    version = cairn_u32(head + CAIRN_AT_VERSION);
    if (version < CAIRN_OLDEST || version > CAIRN_LAYOUT) return CAIRN_OTHER_VERSION;
    if ((cairn_u32(head + CAIRN_AT_FEATURES) & ~(uint32_t) CAIRN_SEVERAL) != 0) return CAIRN_OTHER_FEATURES;
    most = cairn_u64(head + CAIRN_AT_MAX_BYTES);
    slab = cairn_u32(head + CAIRN_AT_SLAB_BYTES);
    table = CAIRN_AT_SLABS + 16 * (uint64_t) cairn_u32(head + CAIRN_AT_SLABS_MAX);
    made.bits = cairn_u32(head + CAIRN_AT_BITS);
    made.seed = cairn_u64(head + CAIRN_AT_SEED);
    if (made.bits < 2 || made.bits > 5 || slab < 4096 || slab > 65536 || (slab & (slab - 1)) != 0) return CAIRN_CORRUPT;
    made.first = version < 2 ? (table + slab - 1) / slab * slab : cairn_u64(head + CAIRN_AT_FIRST_SLAB);
    made.bytes = bytes < most ? bytes : most;
    if (made.first < table || made.first >= most) return CAIRN_CORRUPT;
    if (made.first >= bytes) return CAIRN_TRUNCATED;
    *store = made;
    return CAIRN_OK;
}

/* ---- 3. Names of versions ---------------------------------------------------------------------------------------------------------- */

/* Text in UTF-8 as UTF-16 units, one after another. */
typedef struct cairn_units {
    const unsigned char *at, *end;
    int32_t low; /* the second unit of a pair, or 0 */
} cairn_units;

CAIRN_FN cairn_units cairn_units_of(const void *text, size_t bytes) {
    cairn_units units;
    units.at = (const unsigned char *) text;
    units.end = bytes == 0 ? units.at : units.at + bytes;
    units.low = 0;
    return units;
}

/* The next unit; -1 at the end, -2 if this is no UTF-8. A surrogate of its own is allowed, since Java's strings can have it. */
CAIRN_FN int32_t cairn_next_unit(cairn_units *units) {
    int32_t value;
    int more, i;
    if (units->low != 0) {
        value = units->low;
        units->low = 0;
        return value;
    }
    if (units->at == units->end) return -1;
    value = *units->at++;
    if (value < 0x80) return value;
    more = value >= 0xF0 ? 3 : value >= 0xE0 ? 2 : 1;
    if (value < 0xC2 || value > 0xF4 || units->end - units->at < more) return -2;
    value &= 0x3F >> more;
    for (i = 0; i < more; i++) {
        int32_t next = *units->at++;
        if ((next & 0xC0) != 0x80) return -2;
        value = value << 6 | (next & 0x3F);
    }
    if (more == 2 && value < 0x800) return -2;
    if (more == 3) {
        if (value < 0x10000 || value > 0x10FFFF) return -2;
        value -= 0x10000;
        units->low = 0xDC00 | (value & 0x3FF);
        value = 0xD800 | value >> 10;
    }
    return value;
}

/* A word of 4 or 8 bytes that another thread may write, which has written what it leads to before. The address is a multiple of its size. */
CAIRN_HOT uint32_t cairn_acquire_u32(const unsigned char *at) {
#if defined(__GNUC__)
    return __atomic_load_n((const uint32_t *) (const void *) at, __ATOMIC_ACQUIRE);
#else
    return *(const volatile uint32_t *) (const void *) at;
#endif
}

CAIRN_HOT uint64_t cairn_acquire_u64(const unsigned char *at) {
#if defined(__GNUC__)
    return __atomic_load_n((const uint64_t *) (const void *) at, __ATOMIC_ACQUIRE);
#else
    return *(const volatile uint64_t *) (const void *) at;
#endif
}

/* Changes whenever a name was taken out of the list. */
CAIRN_FN uint64_t cairn_names_version(const cairn_store *store) {
#if defined(__GNUC__)
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
#endif
    return cairn_acquire_u64(cairn_at(store, CAIRN_AT_OPENINGS)) << 32 ^ cairn_acquire_u32(cairn_at(store, CAIRN_AT_NAMES));
}

/* Names have at most so many UTF-16 units. */
#define CAIRN_NAME_MAX 1024

/*
 * The ROOT node behind `root`, and how many units its name has; of 0 the first one. `root` becomes 0 behind the last. Checks the reference, also if
 * nothing else is checked, since the list may change meanwhile. O(1). Errors: CORRUPT, or the list has changed.
 */
CAIRN_FN cairn_status cairn_next_root(const cairn_store *store, cairn_ref *root, uint32_t *length) {
    uint64_t offset = (uint64_t) *root * CAIRN_GRANULE;
    cairn_ref next = cairn_acquire_u32(cairn_at(store, *root == 0 ? CAIRN_AT_ROOTS : offset + CAIRN_AT_NEXT));
    uint64_t at = (uint64_t) next * CAIRN_GRANULE;
    const unsigned char *node;
    if (next != 0) {
        if (at < store->first || at >= store->bytes || store->bytes - at < CAIRN_AT_NAME) return CAIRN_CORRUPT;
        node = cairn_at(store, at);
        *length = cairn_u32(node + CAIRN_AT_NAME_LENGTH);
        if (*length > CAIRN_NAME_MAX || 2 * (uint64_t) *length > store->bytes - at - CAIRN_AT_NAME) return CAIRN_CORRUPT;
        if (cairn_kind(node) != CAIRN_ROOT) return CAIRN_CORRUPT;
    }
    *root = next;
    return CAIRN_OK;
}

/* Whether the ROOT node, whose name has `length` units, has this one and is of an atom. Errors: BAD_ARGUMENT; ABSENT if it has another name. */
CAIRN_FN cairn_status cairn_has_name(const cairn_store *store, cairn_ref root, uint32_t length, const char *name, size_t bytes) {
    const unsigned char *node = cairn_at(store, (uint64_t) root * CAIRN_GRANULE);
    cairn_units units = cairn_units_of(name, bytes);
    uint32_t i;
    for (i = 0; i <= length; i++) {
        int32_t unit = cairn_next_unit(&units);
        if (unit == -2) return CAIRN_BAD_ARGUMENT;
        if (i == length ? unit != -1 : unit != (int32_t) cairn_u16(node + CAIRN_AT_NAME + 2 * (size_t) i)) return CAIRN_ABSENT;
    }
    return ((cairn_u64(node + CAIRN_AT_META) >> CAIRN_META_SHAPE) & 0xFFF) == CAIRN_OF_ATOM ? CAIRN_OK : CAIRN_ABSENT;
}

CAIRN_FN cairn_status cairn_walk_names(const cairn_store *store, const char *name, size_t bytes, cairn_ref *found) {
    cairn_ref root = 0, tortoise = 0;
    uint64_t steps = 0, mark = 1;
    for (;;) {
        cairn_status status;
        uint32_t length = 0;
        CAIRN_TRY(cairn_next_root(store, &root, &length));
        if (root == 0) return CAIRN_ABSENT;
        if (root == tortoise) return CAIRN_CORRUPT; /* a circle */
        if (++steps == mark) {
            mark *= 2;
            tortoise = root;
        }
        status = cairn_has_name(store, root, length, name, bytes);
        if (status == CAIRN_OK) *found = root;
        if (status != CAIRN_ABSENT) return status;
    }
}

/*
 * The ROOT node of the atom whose name is these `bytes` of UTF-8. It is valid until the atom is removed. O(number of names).
 * A store in memory has such nodes only if it was opened with StoreOptions.atomsInCells(true).
 * Errors: ABSENT, BAD_ARGUMENT, CORRUPT, CHANGING.
 */
CAIRN_FN cairn_status cairn_find_atom(const cairn_store *store, const char *name, size_t bytes, cairn_ref *atom) {
    int tries;
    for (tries = 0; tries < 1000; tries++) {
        uint64_t before = cairn_names_version(store);
        cairn_status status = cairn_walk_names(store, name, bytes, atom);
        if (status == CAIRN_BAD_ARGUMENT || cairn_names_version(store) == before) return status;
    }
    return CAIRN_CHANGING;
}

/*
 * The version that the atom holds now. It is borrowed from the atom: another thread or process may let it go at any moment, and what was read then
 * has no meaning. Where others write, retain it (part 10), or let Java hold it. O(1). Errors: ABSENT if the atom was removed; CORRUPT when checked.
 */
CAIRN_FN cairn_status cairn_atom_version(const cairn_store *store, cairn_ref atom, cairn_ref *version) {
    const unsigned char *node;
    cairn_ref found;
    CAIRN_TRY(cairn_node(store, atom, CAIRN_AT_NAME, &node));
    found = (cairn_ref) (cairn_acquire_u64(node + CAIRN_AT_CELL) >> CAIRN_CELL_REFERENCE);
    if (found == 0) return CAIRN_ABSENT;
    *version = found;
    return CAIRN_OK;
}

/* ---- 4. What a version is ---------------------------------------------------------------------------------------------------------- */

/* Text in the store, one or two bytes a UTF-16 unit. */
typedef struct cairn_text {
    const unsigned char *data;
    uint32_t units; /* how many there are */
    uint32_t wide;  /* 0: a byte each (ISO 8859-1); 1: two bytes each, in the byte order of the machine */
} cairn_text;

/* Unit `index` of a text. The index is below its units. */
CAIRN_FN uint32_t cairn_unit(const cairn_text *text, uint32_t index) {
    return text->wide ? cairn_u16(text->data + 2 * (size_t) index) : text->data[index];
}

typedef enum cairn_collection {
    CAIRN_EMPTY = 0,  /* nothing is in it, so nobody knows which of the others it is */
    CAIRN_VECTOR = 1,
    CAIRN_KEYED = 2,  /* a map or a set */
    CAIRN_BLOB = 3
} cairn_collection;

/* What a HEADER says, or a leaf that is all of a collection. */
typedef struct cairn_content {
    cairn_collection kind;
    cairn_ref root, tail;
    uint64_t extent, form;
    uint32_t label;
} cairn_content;

/*
 * What the version is: a HEADER, or a leaf that is a whole collection, as an element can be. O(1).
 * Errors: OTHER_KIND if the node is neither; CORRUPT when checked.
 */
CAIRN_FN cairn_status cairn_content_of(const cairn_store *store, cairn_ref version, cairn_content *content) {
    const unsigned char *node, *first;
    uint64_t edit;
    uint32_t kind;
    CAIRN_TRY(cairn_node(store, version, CAIRN_PLAIN_BODY, &node));
    kind = cairn_kind(node);
    edit = cairn_edit(node);
    content->root = version;
    content->tail = 0;
    content->label = 0;
    content->form = 0;
    if (kind == CAIRN_LEAF || kind == CAIRN_BEARING_LEAF) {
        if (edit == 0 || edit >= CAIRN_EDITS) return CAIRN_OTHER_KIND;
        content->root = 0;
        content->tail = version;
        content->extent = edit - 1;
        content->kind = CAIRN_VECTOR;
        return CAIRN_OK;
    }
    if (kind == CAIRN_MAP_LEAF || kind == CAIRN_MAP_PACKED) {
        uint32_t entries = (uint32_t) (cairn_u64(node + CAIRN_AT_META) >> 32);
        content->extent = kind == CAIRN_MAP_PACKED ? entries : cairn_ones(entries);
        content->kind = CAIRN_KEYED;
        return CAIRN_OK;
    }
    if (kind != CAIRN_HEADER) return CAIRN_OTHER_KIND;
    CAIRN_TRY(cairn_node(store, version, CAIRN_AT_EXTENT + 8, &node));
    content->label = cairn_u32(node + CAIRN_AT_LABEL);
    content->root = cairn_u32(node + CAIRN_AT_TRIE);
    content->tail = cairn_u32(node + CAIRN_AT_TAIL);
    content->extent = cairn_u64(node + CAIRN_AT_EXTENT);
    content->form = edit;
    content->kind = CAIRN_EMPTY;
    if (content->root == 0 && content->tail == 0) {
        CAIRN_CHECK(content->extent == 0);
        return CAIRN_OK;
    }
    CAIRN_TRY(cairn_node(store, content->root != 0 ? content->root : content->tail, CAIRN_PLAIN_BODY, &first));
    switch (cairn_kind(first)) {
        case CAIRN_INNER:
        case CAIRN_RELAXED:
        case CAIRN_LEAF:
        case CAIRN_BEARING_LEAF:
            content->kind = CAIRN_VECTOR;
            return CAIRN_OK;
        case CAIRN_MAP_NODE:
        case CAIRN_MAP_LEAF:
        case CAIRN_MAP_COLLISION:
        case CAIRN_MAP_PACKED:
            content->kind = CAIRN_KEYED;
            return CAIRN_OK;
        case CAIRN_BLOB_LEAF:
        case CAIRN_BLOB_NODE:
            content->kind = CAIRN_BLOB;
            return CAIRN_OK;
        default:
            return CAIRN_CORRUPT;
    }
}

/* A slot in an entry: an element of a vector or set, a key or a value of a map. */
typedef struct cairn_slot_type {
    uint32_t code;       /* which codec it is: CAIRN_LONG_SLOT and so on */
    uint32_t width;      /* bytes of the slot; 0 if that is not known */
    uint32_t at;         /* where in the entry it begins */
    uint32_t references; /* how many references it can have */
    uint32_t type;       /* of a CAIRN_COLLECTION_SLOT the number of the type of that, for cairn_type_numbered */
} cairn_slot_type;

/* A kind of collections. */
typedef struct cairn_type {
    uint32_t number;
    uint32_t collection;    /* CAIRN_OF_VECTOR and so on; CAIRN_NO_COLLECTION if only the text says it, as in stores of version 1 */
    uint32_t entry_width;   /* bytes of an element of a vector or set, or of a map's key and value */
    cairn_slot_type first;  /* elements or keys */
    cairn_slot_type second; /* values of a map */
    cairn_text text;        /* all of it, such as map(string, record "Point"(x: long, y: long)) */
} cairn_type;

CAIRN_FN cairn_slot_type cairn_read_slot_type(const unsigned char *at) {
    cairn_slot_type slot;
    slot.code = cairn_u16(at + CAIRN_AT_SLOT_CODE);
    slot.width = cairn_u32(at + CAIRN_AT_SLOT_WIDTH);
    slot.at = cairn_u32(at + CAIRN_AT_SLOT_PLACE);
    slot.references = cairn_u16(at + CAIRN_AT_SLOT_REFERENCES);
    slot.type = cairn_u32(at + CAIRN_AT_SLOT_TYPE);
    return slot;
}

/* What the DESCRIPTOR `ref` says. In version 1 it has a text only. */
CAIRN_FN cairn_status cairn_read_type(const cairn_store *store, cairn_ref ref, cairn_type *type) {
    const unsigned char *node;
    uint32_t place = CAIRN_AT_TYPE_PLACE;
    CAIRN_TRY(cairn_node(store, ref, CAIRN_AT_TYPE_PLACE, &node));
    type->number = cairn_u32(node + CAIRN_AT_TYPE_NUMBER);
    type->text.units = cairn_u32(node + CAIRN_AT_TYPE_LENGTH);
    type->text.wide = 1;
    type->collection = CAIRN_NO_COLLECTION;
    type->entry_width = 0;
    type->first.code = type->first.width = type->first.at = type->first.references = type->first.type = 0;
    type->second = type->first;
    if (cairn_edit(node) != 0) {
        CAIRN_TRY(cairn_node(store, ref, CAIRN_AT_TYPE_TEXT, &node));
        place = cairn_u32(node + CAIRN_AT_TYPE_PLACE);
        type->collection = cairn_u32(node + CAIRN_AT_TYPE_KIND);
        type->entry_width = cairn_u32(node + CAIRN_AT_TYPE_WIDTH);
        type->first = cairn_read_slot_type(node + CAIRN_AT_TYPE_FIRST);
        type->second = cairn_read_slot_type(node + CAIRN_AT_TYPE_SECOND);
    }
    CAIRN_TRY(cairn_node(store, ref, place + 2 * (uint64_t) type->text.units, &node));
    type->text.data = node + place;
    return CAIRN_OK;
}

/* The type with this number. O(number of types). Errors: ABSENT; CORRUPT when checked. */
CAIRN_FN cairn_status cairn_type_numbered(const cairn_store *store, uint32_t number, cairn_type *type) {
    cairn_ref next = cairn_acquire_u32(cairn_at(store, CAIRN_AT_DESCRIPTORS));
    uint32_t last = UINT32_MAX;
    while (next != 0) {
        const unsigned char *node;
        uint32_t found;
        CAIRN_TRY(cairn_node(store, next, CAIRN_AT_TYPE_PLACE, &node));
        found = cairn_u32(node + CAIRN_AT_TYPE_NUMBER);
        CAIRN_CHECK(cairn_kind(node) == CAIRN_DESCRIPTOR && found < last); /* so the list has an end */
        if (found == number) return cairn_read_type(store, next, type);
        last = found;
        (void) last;
        next = cairn_u32(node + CAIRN_AT_TYPE_NEXT);
    }
    return CAIRN_ABSENT;
}

/*
 * The type of the version, which its label names. Each version in an atom has one, but for those in a store in memory of layout version 1. A collection that is an
 * element may have none: its type is then that of the slot in which it is. O(number of types). Errors: ABSENT if it has none; OTHER_KIND, CORRUPT.
 */
CAIRN_FN cairn_status cairn_type_of(const cairn_store *store, cairn_ref version, cairn_type *type) {
    cairn_content content;
    CAIRN_TRY(cairn_content_of(store, version, &content));
    return content.label == 0 ? CAIRN_ABSENT : cairn_type_numbered(store, content.label, type);
}

/* ---- 5. Vectors, and leaves of a builder ------------------------------------------------------------------------------------------- */

/* A vector of elements of any width. Its fields may be read; `size` and `width` are all that most need. */
typedef struct cairn_vector {
    cairn_store store;
    cairn_ref root, tail;
    uint32_t size;       /* how many elements there are */
    uint32_t width;      /* bytes of an element; 0 if the vector is empty */
    uint32_t tail_start; /* how many elements are in the trie */
    uint32_t height;     /* of the trie */
    uint32_t leaf_bits;  /* a full leaf has 2^leaf_bits elements */
    uint32_t body;       /* where the elements begin in a leaf */
} cairn_vector;

/* A trie is not higher: each node of a high one has two children. */
#define CAIRN_HEIGHT_MAX 32

CAIRN_HOT uint32_t cairn_leaf_bits(uint32_t bits, uint32_t width, int bearing) {
    uint32_t most = bits < 5 ? bits : bearing ? 5 : 8, fit = 0;
    while (fit < most && ((uint64_t) width << (fit + 1)) <= CAIRN_LEAF_BYTES) fit++;
    return fit;
}

/* A vector of elements of `width` bytes in the nodes `root` and `tail`. */
CAIRN_FN cairn_vector cairn_vector_in(
    const cairn_store *store, cairn_ref root, uint32_t height, cairn_ref tail, uint32_t tail_start, uint32_t size, uint32_t width, int bearing) {
    cairn_vector vector;
    vector.store = *store;
    vector.root = root;
    vector.tail = tail;
    vector.size = size;
    vector.width = width;
    vector.tail_start = tail_start;
    vector.height = height;
    vector.leaf_bits = cairn_leaf_bits(store->bits, width, bearing);
    vector.body = bearing ? CAIRN_BEARING_BODY : CAIRN_PLAIN_BODY;
    return vector;
}

/*
 * The vector that the version is. Its width is that of its leaves; what the bytes of an element mean is up to the caller, or see cairn_type_of.
 * O(height of the trie). Errors: OTHER_KIND if it is no vector; CORRUPT when checked.
 */
CAIRN_FN cairn_status cairn_vector_open(const cairn_store *store, cairn_ref version, cairn_vector *vector) {
    cairn_content content;
    const unsigned char *node;
    cairn_ref ref;
    uint32_t width, references, level, place;
    uint64_t tail_start;
    CAIRN_TRY(cairn_content_of(store, version, &content));
    if (content.kind == CAIRN_EMPTY) {
        *vector = cairn_vector_in(store, 0, 0, 0, 0, 0, 0, 0);
        return CAIRN_OK;
    }
    if (content.kind != CAIRN_VECTOR) return CAIRN_OTHER_KIND;
    tail_start = content.extent >> CAIRN_TAIL_START;
    CAIRN_CHECK(content.form <= CAIRN_HEIGHT_MAX && (uint32_t) content.extent < 0x80000000u && tail_start <= (uint32_t) content.extent);
    CAIRN_CHECK((tail_start == 0 || content.root != 0) && (tail_start == (uint32_t) content.extent || content.tail != 0));
    ref = content.root != 0 ? content.root : content.tail;
    for (level = content.root != 0 ? (uint32_t) content.form : 0; level > 0; level--) {
        CAIRN_TRY(cairn_node(store, ref, CAIRN_BEARING_BODY + ((uint64_t) 4 << store->bits), &node));
        CAIRN_CHECK(cairn_kind(node) == CAIRN_INNER || cairn_kind(node) == CAIRN_RELAXED);
        for (place = 0, ref = 0; ref == 0 && place >> store->bits == 0; place++) ref = cairn_u32(node + CAIRN_BEARING_BODY + 4 * place);
    }
    CAIRN_TRY(cairn_node(store, ref, CAIRN_PLAIN_BODY, &node));
    CAIRN_CHECK(cairn_kind(node) == CAIRN_LEAF || cairn_kind(node) == CAIRN_BEARING_LEAF);
    CAIRN_TRY(cairn_shape(store, node, &width, &references));
    CAIRN_CHECK((references != 0) == (cairn_kind(node) == CAIRN_BEARING_LEAF));
    (void) references;
    *vector = cairn_vector_in(
        store,
        content.root,
        (uint32_t) content.form,
        content.tail,
        (uint32_t) tail_start,
        (uint32_t) content.extent,
        width,
        cairn_kind(node) == CAIRN_BEARING_LEAF);
    return CAIRN_OK;
}

/* A node whose children are leaves, all full but the last, and which elements are in these: `count` from `from` on. */
typedef struct cairn_above {
    cairn_ref node;
    uint32_t from, count;
} cairn_above;

/*
 * The leaf that has element `index`, which is its number `rest`, and how many elements of the version the leaf has. `above` has the node above it, or one
 * that has no elements.
 */
CAIRN_HOT cairn_status cairn_vector_seek(
    const cairn_vector *vector, uint32_t index, cairn_ref *leaf, uint32_t *rest, uint32_t *count, cairn_above *above) {
    const cairn_store *store = &vector->store;
    const unsigned char *node;
    cairn_ref ref = vector->root;
    uint32_t bits = store->bits, last = (1u << bits) - 1, inner = CAIRN_BEARING_BODY + (4u << bits);
    uint32_t left = vector->tail_start, at = index, level, shift;
    above->count = 0;
    if (index >= vector->size) return CAIRN_OUT_OF_RANGE;
    if (index >= vector->tail_start) {
        ref = vector->tail;
        at = index - vector->tail_start;
        left = vector->size - vector->tail_start;
    } else {
        shift = vector->leaf_bits + bits * (vector->height - 1);
        for (level = vector->height; level > 0; level--, shift -= bits) {
            uint32_t place = shift > 30 ? 0 : at >> shift, before;
            uint64_t end;
            CAIRN_TRY(cairn_node(store, ref, inner, &node));
            if (cairn_kind(node) == CAIRN_RELAXED) {
                const unsigned char *ends;
                CAIRN_TRY(cairn_node(store, ref, (uint64_t) inner + (4u << bits), &node));
                ends = node + inner;
                if (place > last) place = last;
                while (place > 0 && cairn_u32(ends + 4 * (place - 1)) > at) place--;
                while (cairn_u32(ends + 4 * place) <= at) {
                    place++;
                    CAIRN_CHECK(place <= last);
                }
                before = place == 0 ? 0 : cairn_u32(ends + 4 * (place - 1));
                end = cairn_u32(ends + 4 * place);
                CAIRN_CHECK(before <= at && at < end); /* it may change meanwhile */
            } else {
                CAIRN_CHECK(cairn_kind(node) == CAIRN_INNER && place <= last);
                before = shift > 30 ? 0 : place << shift;
                end = before + ((uint64_t) 1 << (shift > 31 ? 31 : shift));
                if (level == 1) {
                    above->node = ref;
                    above->from = index - at;
                    above->count = left;
                }
            }
            ref = cairn_u32(node + CAIRN_BEARING_BODY + 4 * place);
            at -= before;
            left = (uint32_t) ((end < left ? end : left) - before);
            CAIRN_CHECK(at < left && left <= vector->size);
        }
    }
    CAIRN_CHECK(left <= ((uint32_t) 3 << vector->leaf_bits >> 1) + 1);
    *leaf = ref;
    *rest = at;
    *count = left;
    return CAIRN_OK;
}

/* Element `rest` of a leaf of `count` elements. */
CAIRN_HOT cairn_status cairn_vector_slot(
    const cairn_vector *vector, cairn_ref ref, uint32_t rest, uint32_t count, const unsigned char **leaf, const unsigned char **slot) {
    CAIRN_TRY(cairn_node(&vector->store, ref, vector->body + (uint64_t) count * vector->width, leaf));
    CAIRN_CHECK(cairn_kind(*leaf) == (vector->body == CAIRN_BEARING_BODY ? CAIRN_BEARING_LEAF : CAIRN_LEAF));
    *slot = *leaf + vector->body + (size_t) rest * vector->width;
    return CAIRN_OK;
}

/*
 * Where element `index` lies, and how many elements lie side by side from there on, itself included. To go over all elements:
 *
 *     for (i = 0; i < vector.size; i += count) {
 *         if (cairn_vector_run(&vector, i, &first, &count) != CAIRN_OK) ...
 *         ... count elements of vector.width bytes at first, which need not be aligned: read them with cairn_i64 and so on
 *     }
 *
 * cairn_walk_run is faster for that. O(height of the trie), a few nanoseconds. Errors: OUT_OF_RANGE; CORRUPT when checked.
 */
CAIRN_HOT cairn_status cairn_vector_run(const cairn_vector *vector, uint32_t index, const unsigned char **first, uint32_t *count) {
    const unsigned char *leaf;
    cairn_above above;
    cairn_ref ref;
    uint32_t rest, all;
    CAIRN_TRY(cairn_vector_seek(vector, index, &ref, &rest, &all, &above));
    *count = all - rest;
    return cairn_vector_slot(vector, ref, rest, all, &leaf, first);
}

/* A walk over a vector. It remembers the node above the last leaf. */
typedef struct cairn_walk {
    cairn_vector vector;
    cairn_above above;
} cairn_walk;

/* A walk over the vector, which may begin anywhere. O(1). */
CAIRN_HOT cairn_walk cairn_walk_of(const cairn_vector *vector) {
    cairn_walk walk;
    walk.vector = *vector;
    walk.above.node = 0;
    walk.above.from = 0;
    walk.above.count = 0;
    return walk;
}

/* The leaf with element `index` of the walk's vector, its elements from there on, and how many these are. */
CAIRN_HOT cairn_status cairn_walk_leaf(
    cairn_walk *walk, uint32_t index, const unsigned char **leaf, const unsigned char **first, uint32_t *count) {
    const cairn_vector *vector = &walk->vector;
    uint32_t at = index - walk->above.from, full = 1u << vector->leaf_bits, rest, all;
    cairn_ref ref;
    if (CAIRN_LIKELY(at < walk->above.count)) {
        uint32_t place = at >> vector->leaf_bits;
        const unsigned char *node;
        CAIRN_CHECK(place >> vector->store.bits == 0);
        CAIRN_TRY(cairn_node(&vector->store, walk->above.node, CAIRN_BEARING_BODY + ((uint64_t) 4 << vector->store.bits), &node));
        ref = cairn_u32(node + CAIRN_BEARING_BODY + 4 * place);
        rest = at & (full - 1);
        all = walk->above.count - (at - rest);
        if (all > full) all = full;
    } else {
        CAIRN_TRY(cairn_vector_seek(vector, index, &ref, &rest, &all, &walk->above));
    }
    *count = all - rest;
    return cairn_vector_slot(vector, ref, rest, all, leaf, first);
}

/*
 * As cairn_vector_run, and faster where the element is not far from the last one: it is sought from the node above the last leaf. A walk belongs to one
 * thread. Errors: OUT_OF_RANGE; CORRUPT when checked.
 */
CAIRN_HOT cairn_status cairn_walk_run(cairn_walk *walk, uint32_t index, const unsigned char **first, uint32_t *count) {
    const unsigned char *leaf;
    return cairn_walk_leaf(walk, index, &leaf, first, count);
}

/* Where element `index` lies: its slot. O(height of the trie). Errors: as cairn_vector_run. */
CAIRN_HOT cairn_status cairn_vector_get(const cairn_vector *vector, uint32_t index, const unsigned char **slot) {
    uint32_t count;
    return cairn_vector_run(vector, index, slot, &count);
}

/* The elements of a builder, which its edit may write. Java says all these numbers. */
typedef struct cairn_fill {
    cairn_walk walk;
    uint64_t edit;
} cairn_fill;

/*
 * The elements of a builder of numbers of `width` bytes. Nothing is owned. The builder must not be used by others until all is written, and not
 * be built meanwhile. Threads that fill it together have a cairn_fill each. O(1).
 * Errors: BAD_ARGUMENT if the edit can have no leaf; OTHER_FEATURES if this header must not write to the store.
 */
CAIRN_FN cairn_status cairn_fill_open(
    const cairn_store *store,
    cairn_ref root,
    uint32_t height,
    cairn_ref tail,
    uint32_t tail_start,
    uint32_t size,
    uint32_t width,
    uint64_t edit,
    cairn_fill *fill) {
    cairn_vector vector;
    if (edit < CAIRN_EDITS || width == 0 || height > CAIRN_HEIGHT_MAX || size >= 0x80000000u || tail_start > size) return CAIRN_BAD_ARGUMENT;
    if (cairn_u32(cairn_at(store, CAIRN_AT_WRITER_FEATURES)) != 0) return CAIRN_OTHER_FEATURES;
    vector = cairn_vector_in(store, root, height, tail, tail_start, size, width, 0);
    fill->walk = cairn_walk_of(&vector);
    fill->edit = edit;
    return CAIRN_OK;
}

/* Whether the leaf may be written: it has numbers, and belongs to this edit. A leaf of references is never written from here. */
CAIRN_HOT int cairn_is_mine(const unsigned char *leaf, uint64_t edit) {
    return cairn_kind(leaf) == CAIRN_LEAF && cairn_edit(leaf) == edit;
}

/*
 * Where to write element `index`, and how many can be written side by side from there on. As cairn_walk_run, but only in leaves that belong to the
 * builder: a leaf that another version can reach is refused. In WebAssembly the element's first byte is written as it is, which traps if the window may
 * not write it. Errors: OUT_OF_RANGE, NOT_YOURS; CORRUPT when checked.
 */
CAIRN_HOT cairn_status cairn_fill_run(cairn_fill *fill, uint32_t index, unsigned char **first, uint32_t *count) {
    const unsigned char *leaf, *slot;
    CAIRN_TRY(cairn_walk_leaf(&fill->walk, index, &leaf, &slot, count));
    if (!CAIRN_LIKELY(cairn_is_mine(leaf, fill->edit))) return CAIRN_NOT_YOURS;
    *first = (unsigned char *) (uintptr_t) slot;
#if defined(__wasm__)
    /* At the first write to a leaf the window looks whether it may be written. That happens here, so the loop of the caller is compiled without it. */
    *(volatile unsigned char *) *first = *(volatile unsigned char *) *first;
#endif
    return CAIRN_OK;
}

/*
 * Places to write, as a table of runs: pairs of an address and a number of elements, 64 bits each. Places.table() and Places.freshTable() of dev.cairn.ffi
 * give it. In a fresh one, the number of a run that is not zeros yet has the bit CAIRN_FRESH.
 */
#define CAIRN_FRESH ((uint64_t) 1 << 63)

typedef struct cairn_places {
    unsigned char *table;
    uint64_t rows;
    uint64_t first; /* how many elements the first run has */
    uint64_t each;  /* and each other one, but for the last, which may have fewer */
    uint64_t size;  /* how many all have */
    uint32_t width;
} cairn_places;

/*
 * The places in a table of `rows` runs of elements of `width` bytes. Borrows the table, and writes to it when a fresh run is given out. O(rows).
 * Errors: BAD_ARGUMENT if runs between the first and the last differ, as those of a builder never do.
 */
CAIRN_FN cairn_status cairn_places_open(void *table, uint64_t rows, uint32_t width, cairn_places *places) {
    const unsigned char *row = (const unsigned char *) table;
    uint64_t i, size = 0, first = rows > 0 ? cairn_u64(row + 8) & ~CAIRN_FRESH : 0;
    uint64_t each = rows > 1 ? cairn_u64(row + 24) & ~CAIRN_FRESH : 1;
    if (width == 0 || each == 0 || (rows > 0 && first == 0)) return CAIRN_BAD_ARGUMENT;
    for (i = 0; i < rows; i++, row += 16) {
        uint64_t count = cairn_u64(row + 8) & ~CAIRN_FRESH;
        if (count == 0 || count > 0x7FFFFFFF || (i > 1 && (i + 1 < rows ? count != each : count > each))) return CAIRN_BAD_ARGUMENT;
        size += count;
    }
    places->table = (unsigned char *) table;
    places->rows = rows;
    places->first = first;
    places->each = each;
    places->size = size;
    places->width = width;
    return CAIRN_OK;
}

/* Finds place `index` for a caller who writes `written` places there at once. If these are a whole run that is fresh, it is not set to zeros. */
CAIRN_HOT cairn_status cairn_places_find(const cairn_places *places, uint64_t index, uint32_t written, unsigned char **first, uint32_t *count) {
    uint64_t row = 0, rest = index, all;
    unsigned char *at;
    if (index >= places->size) return CAIRN_OUT_OF_RANGE;
    if (index >= places->first) {
        uint64_t past = index - places->first;
        if (CAIRN_LIKELY(past <= UINT32_MAX)) { /* a division of 32 bits takes half the time */
            row = 1 + (uint32_t) past / (uint32_t) places->each;
            rest = (uint32_t) past % (uint32_t) places->each;
        } else {
            row = 1 + past / places->each;
            rest = past % places->each;
        }
    }
    at = places->table + (size_t) row * 16;
    all = cairn_u64(at + 8);
    *first = (unsigned char *) (uintptr_t) cairn_u64(at);
#if !defined(__wasm__) /* where no table is fresh, and nothing offers memset */
    if (all & CAIRN_FRESH) {
        all &= ~CAIRN_FRESH;
        if (rest != 0 || written < all) CAIRN_ZERO(*first, (size_t) all * places->width);
        CAIRN_COPY(at + 8, &all, 8);
    }
#else
    (void) written;
#endif
    *first += (size_t) rest * places->width;
    *count = (uint32_t) (all - rest);
    return CAIRN_OK;
}

/*
 * Where to write place `index`, and how many can be written side by side from there on. If the run is fresh, it is set to zeros first: threads that fill
 * the places together must not share a run. O(1), and O(places of a run) for a fresh one. Errors: OUT_OF_RANGE.
 */
CAIRN_HOT cairn_status cairn_places_run(const cairn_places *places, uint64_t index, unsigned char **first, uint32_t *count) {
    return cairn_places_find(places, index, 0, first, count);
}

/*
 * As cairn_places_run, for a caller who writes all `count` places that he gets, which are `most` at most. It is faster: a run that is written as a whole need not
 * be zeros first. What he does not write of it has the bytes of nodes that were freed.
 */
CAIRN_HOT cairn_status cairn_places_take(const cairn_places *places, uint64_t index, uint32_t most, unsigned char **first, uint32_t *count) {
    CAIRN_TRY(cairn_places_find(places, index, most, first, count));
    if (*count > most) *count = most;
    return CAIRN_OK;
}

/* ---- 6. Texts and bytes ------------------------------------------------------------------------------------------------------------ */

/* `bytes` of a BYTES node that a slot refers to. */
CAIRN_FN cairn_status cairn_bytes_node(const cairn_store *store, cairn_ref ref, uint64_t bytes, const unsigned char **data) {
    const unsigned char *node;
    CAIRN_TRY(cairn_node(store, ref, CAIRN_PLAIN_BODY + bytes, &node));
    CAIRN_CHECK(cairn_kind(node) == CAIRN_BYTES);
    *data = node + CAIRN_PLAIN_BODY;
    return CAIRN_OK;
}

/* The text in a slot of Codec.STRING, which lies in the slot if it is short. O(1). Errors when checked: CORRUPT. */
CAIRN_FN cairn_status cairn_text_of(const cairn_store *store, const unsigned char *slot, cairn_text *text) {
    cairn_ref ref = cairn_u32(slot);
    uint32_t mark = cairn_u32(slot + CAIRN_AT_TEXT_MARK);
    text->units = mark >> 1;
    text->wide = mark & 1;
    text->data = slot + CAIRN_AT_TEXT;
    if (ref != 0) return cairn_bytes_node(store, ref, (uint64_t) text->units << text->wide, &text->data);
    CAIRN_CHECK((uint64_t) text->units << text->wide <= CAIRN_TEXT_INLINE);
    return CAIRN_OK;
}

/* The array in a slot of Codec.BYTES or Codec.ofBytes. O(1). Errors when checked: CORRUPT. */
CAIRN_FN cairn_status cairn_bytes_of(const cairn_store *store, const unsigned char *slot, const unsigned char **data, uint32_t *bytes) {
    cairn_ref ref = cairn_u32(slot);
    uint32_t length = cairn_u32(slot + CAIRN_AT_ARRAY_LENGTH);
    *bytes = length;
    *data = slot + CAIRN_AT_ARRAY;
    if (ref != 0) return cairn_bytes_node(store, ref, length, data);
    CAIRN_CHECK(length <= CAIRN_TEXT_INLINE);
    return CAIRN_OK;
}

/*
 * Writes the text as UTF-8, without a zero at its end. `bytes` is how many were written; with NO_ROOM how many are needed, and the first `room` are
 * written in part. A surrogate without its pair is written as three bytes. O(units). Errors: NO_ROOM.
 */
CAIRN_FN cairn_status cairn_text_utf8(const cairn_text *text, char *to, size_t room, size_t *bytes) {
    size_t written = 0;
    uint32_t i, j, length;
    for (i = 0; i < text->units; i++) {
        uint32_t unit = cairn_unit(text, i), next;
        unsigned char coded[4];
        if ((unit & 0xFC00) == 0xD800 && i + 1 < text->units && ((next = cairn_unit(text, i + 1)) & 0xFC00) == 0xDC00) {
            unit = 0x10000 + ((unit & 0x3FF) << 10 | (next & 0x3FF));
            i++;
        }
        length = unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit < 0x10000 ? 3 : 4;
        coded[0] = (unsigned char) unit;
        for (j = length - 1; j > 0; j--, unit >>= 6) coded[j] = (unsigned char) (0x80 | (unit & 0x3F));
        if (length > 1) coded[0] = (unsigned char) ((0xF00 >> length & 0xFF) | unit);
        for (j = 0; j < length; j++, written++) {
            if (written < room) to[written] = (char) coded[j];
        }
    }
    *bytes = written;
    return written <= room ? CAIRN_OK : CAIRN_NO_ROOM;
}

/* ---- 7. Hashes and keys ------------------------------------------------------------------------------------------------------------ */

/* The upper half of a product. */
CAIRN_HOT uint64_t cairn_high(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__) && !defined(__wasm__)
    __extension__ typedef unsigned __int128 cairn_u128;
    return (uint64_t) (((cairn_u128) a * b) >> 64);
#else
    uint64_t a0 = (uint32_t) a, a1 = a >> 32, b0 = (uint32_t) b, b1 = b >> 32;
    uint64_t low = a0 * b0, left = a1 * b0, right = a0 * b1;
    uint64_t middle = (low >> 32) + (uint32_t) left + (uint32_t) right;
    return a1 * b1 + (left >> 32) + (right >> 32) + (middle >> 32);
#endif
}

CAIRN_HOT uint64_t cairn_fold(uint64_t a, uint64_t b) {
    return (a * b) ^ cairn_high(a, b);
}

CAIRN_HOT uint64_t cairn_hash_key(uint64_t seed) {
    return (seed << CAIRN_HASH_KEY_SHIFT | seed >> (64 - CAIRN_HASH_KEY_SHIFT)) ^ CAIRN_HASH_B;
}

CAIRN_HOT uint64_t cairn_hash_end(uint64_t state, uint64_t first, uint64_t second, uint64_t mark, uint64_t key) {
    uint64_t a = first ^ state, b = second ^ key;
    return cairn_fold((a * b) ^ CAIRN_HASH_A ^ mark, cairn_high(a, b) ^ CAIRN_HASH_B);
}

/* The hash of a number: of a boolean, byte, short, char, int or long with its sign, of a float or double its bits. O(1). */
CAIRN_HOT uint64_t cairn_hash_number(int64_t number, uint64_t seed) {
    return cairn_hash_end(seed, (uint64_t) number, 0, 0, cairn_hash_key(seed));
}

/* The hash of bytes; `mark` is their number, or what tells texts apart. O(bytes). */
static inline uint64_t cairn_hash_bytes(const unsigned char *data, uint32_t bytes, uint64_t mark, uint64_t seed) {
    uint64_t key = cairn_hash_key(seed), state = seed, word = 0;
    uint32_t i;
    if (bytes < 8) {
        for (i = 0; i < bytes; i++) word |= (uint64_t) data[i] << (cairn_is_big_endian() ? 56 - 8 * i : 8 * i);
        return cairn_hash_end(seed, word, 0, mark, key);
    }
    for (i = 0; bytes - i > 16; i += 16) state = cairn_fold(cairn_u64(data + i) ^ state, cairn_u64(data + i + 8) ^ key);
    return cairn_hash_end(state, cairn_u64(data + (bytes > 16 ? bytes - 16 : 0)), cairn_u64(data + bytes - 8), mark, key);
}

/* What tells texts with the same bytes apart. */
CAIRN_HOT uint64_t cairn_text_mark(uint32_t units, uint32_t wide) {
    return (uint64_t) (int64_t) (int32_t) (units << 1 | wide);
}

/* The hash of a text. O(units). */
CAIRN_FN uint64_t cairn_hash_text(const cairn_text *text, uint64_t seed) {
    uint64_t bytes = (uint64_t) text->units << text->wide, from = 0, mark = cairn_text_mark(text->units, text->wide);
    do {
        uint32_t chunk = bytes - from < CAIRN_TEXT_CHUNK ? (uint32_t) (bytes - from) : CAIRN_TEXT_CHUNK;
        seed = cairn_hash_bytes(text->data + (size_t) from, chunk, mark, seed);
        from += chunk;
    } while (from < bytes);
    return seed;
}

/* `bytes` of the bytes that a text in UTF-8 has in a store, the first one lowest. `half` is the second byte of a unit, or -1. */
CAIRN_FN uint64_t cairn_take_bytes(cairn_units *from, uint32_t wide, int32_t *half, uint32_t bytes) {
    uint64_t word = 0;
    uint32_t i;
    for (i = 0; i < bytes; i++) {
        uint64_t byte;
        if (*half >= 0) {
            byte = (uint64_t) *half;
            *half = -1;
        } else {
            uint32_t unit = (uint32_t) cairn_next_unit(from);
            byte = wide && cairn_is_big_endian() ? unit >> 8 : unit & 0xFF;
            if (wide) *half = (int32_t) (cairn_is_big_endian() ? unit & 0xFF : unit >> 8);
        }
        word |= byte << (8 * i);
    }
    return word;
}

/* A word with the first byte lowest, as the machine has it. */
CAIRN_HOT uint64_t cairn_machine_word(uint64_t word) {
    int i;
    uint64_t turned = 0;
    if (!cairn_is_big_endian()) return word;
    for (i = 0; i < 8; i++, word >>= 8) turned = turned << 8 | (word & 0xFF);
    return turned;
}

/* The 8 bytes that begin `skip` bytes behind the beginning of `first`, in two words that follow one another. */
CAIRN_HOT uint64_t cairn_straddle(uint64_t first, uint64_t second, uint32_t skip) {
    return cairn_machine_word(skip == 0 ? first : skip == 8 ? second : first >> (8 * skip) | second << (64 - 8 * skip));
}

/* The hash of a text in UTF-8, which has `units` units and is UTF-8 indeed. It needs no room: words are made as the text is read. O(bytes). */
CAIRN_FN uint64_t cairn_hash_utf8(const char *data, size_t length, uint32_t units, uint32_t wide, uint64_t seed) {
    cairn_units from = cairn_units_of(data, length);
    uint64_t left = (uint64_t) units << wide, mark = cairn_text_mark(units, wide);
    int32_t half = -1;
    do {
        uint32_t bytes = left < CAIRN_TEXT_CHUNK ? (uint32_t) left : CAIRN_TEXT_CHUNK, i = 0, rest;
        uint64_t key = cairn_hash_key(seed), state = seed, a = 0, b = 0, c, d = 0;
        left -= bytes;
        if (bytes < 8) {
            seed = cairn_hash_end(seed, cairn_machine_word(cairn_take_bytes(&from, wide, &half, bytes)), 0, mark, key);
            continue;
        }
        for (; bytes - i > 16; i += 16) {
            a = cairn_take_bytes(&from, wide, &half, 8);
            b = cairn_take_bytes(&from, wide, &half, 8);
            state = cairn_fold(cairn_machine_word(a) ^ state, cairn_machine_word(b) ^ key);
        }
        rest = bytes - i; /* 1 to 16, of a short text 8 to 16: a, b, c and d have the last bytes of the chunk */
        c = cairn_take_bytes(&from, wide, &half, rest < 8 ? rest : 8);
        if (rest > 8) d = cairn_take_bytes(&from, wide, &half, rest - 8);
        if (rest >= 8) {
            uint64_t first = i == 0 ? cairn_machine_word(c) : cairn_straddle(b, c, rest - 8);
            seed = cairn_hash_end(state, first, cairn_straddle(c, d, rest - 8), mark, key);
        } else {
            seed = cairn_hash_end(state, cairn_straddle(a, b, rest), cairn_straddle(b, c, rest), mark, key);
        }
    } while (left > 0);
    return seed;
}

typedef enum cairn_key_form {
    CAIRN_KEY_NUMBER = 0,
    CAIRN_KEY_FLOAT = 1,
    CAIRN_KEY_DOUBLE = 2,
    CAIRN_KEY_BYTES = 3,
    CAIRN_KEY_TEXT = 4,
    CAIRN_KEY_UTF8 = 5,
    CAIRN_KEY_SLOT = 6
} cairn_key_form;

/* A key to look for, in one store. It borrows the memory of a text or of bytes, which stay as they are as long as the key is used. */
typedef struct cairn_key {
    cairn_key_form form;
    uint64_t hash;
    int64_t number;            /* also the bits of a float or double */
    const unsigned char *data; /* of bytes, text or a slot */
    size_t bytes;
    uint32_t units, wide;
} cairn_key;

CAIRN_HOT cairn_key cairn_key_of_bits(const cairn_store *store, cairn_key_form form, int64_t bits) {
    cairn_key key;
    key.form = form;
    key.hash = cairn_hash_number(bits, store->seed);
    key.number = bits;
    key.data = NULL;
    key.bytes = 0;
    key.units = key.wide = 0;
    return key;
}

/* A key of Codec.LONG, INT, SHORT, CHAR, BYTE or BOOLEAN, the last as 0 or 1. O(1). */
CAIRN_HOT cairn_key cairn_key_integer(const cairn_store *store, int64_t value) {
    return cairn_key_of_bits(store, CAIRN_KEY_NUMBER, value);
}

/* The bits of a number; there is one NaN. */
CAIRN_HOT int64_t cairn_double_bits(double value) {
    int64_t bits = 0x7FF8000000000000;
    if (value == value) CAIRN_COPY(&bits, &value, 8);
    return bits;
}

CAIRN_HOT int64_t cairn_float_bits(float value) {
    int32_t bits = 0x7FC00000;
    if (value == value) CAIRN_COPY(&bits, &value, 4);
    return bits;
}

/* A key of Codec.DOUBLE. 0.0 and -0.0 are two keys. O(1). */
CAIRN_HOT cairn_key cairn_key_double(const cairn_store *store, double value) {
    return cairn_key_of_bits(store, CAIRN_KEY_DOUBLE, cairn_double_bits(value));
}

/* A key of Codec.FLOAT. O(1). */
CAIRN_HOT cairn_key cairn_key_float(const cairn_store *store, float value) {
    return cairn_key_of_bits(store, CAIRN_KEY_FLOAT, cairn_float_bits(value));
}

/* A key of Codec.BYTES or Codec.ofBytes. Borrows `data`. O(bytes). */
CAIRN_FN cairn_key cairn_key_bytes(const cairn_store *store, const void *data, uint32_t bytes) {
    cairn_key key;
    key.form = CAIRN_KEY_BYTES;
    key.hash = cairn_hash_bytes((const unsigned char *) data, bytes, bytes, store->seed);
    key.number = 0;
    key.data = (const unsigned char *) data;
    key.bytes = bytes;
    key.units = key.wide = 0;
    return key;
}

/* A key of Codec.STRING that lies in a store, such as the text of a slot. Borrows the text's bytes. O(units). */
CAIRN_FN cairn_key cairn_key_text(const cairn_store *store, const cairn_text *text) {
    cairn_key key;
    key.form = CAIRN_KEY_TEXT;
    key.hash = cairn_hash_text(text, store->seed);
    key.number = 0;
    key.data = text->data;
    key.bytes = (size_t) text->units << text->wide;
    key.units = text->units;
    key.wide = text->wide;
    return key;
}

/* A key of Codec.STRING in UTF-8. Borrows `text`. O(bytes). Errors: BAD_ARGUMENT if this is no UTF-8. */
CAIRN_FN cairn_status cairn_key_utf8(const cairn_store *store, const char *text, size_t bytes, cairn_key *key) {
    cairn_units units = cairn_units_of(text, bytes);
    uint32_t all = 0;
    int32_t unit, bits = 0;
    while ((unit = cairn_next_unit(&units)) >= 0) {
        bits |= unit;
        if (++all > 0x3FFFFFFFu) return CAIRN_BAD_ARGUMENT; /* Java has no such text */
    }
    if (unit != -1) return CAIRN_BAD_ARGUMENT;
    key->form = CAIRN_KEY_UTF8;
    key->number = 0;
    key->data = (const unsigned char *) text;
    key->bytes = bytes;
    key->units = all;
    key->wide = bits > 0xFF;
    key->hash = cairn_hash_utf8(text, bytes, key->units, key->wide, store->seed);
    return CAIRN_OK;
}

/*
 * A key of another codec, whose slot has no references: a record of numbers, an enum. `slot` is what the slot must be, byte for byte, and the hash is
 * that of the codec, which is made with the functions above; docs/layout.md says how. Borrows `slot`. O(1).
 */
CAIRN_FN cairn_key cairn_key_slot(const void *slot, uint64_t hash) {
    cairn_key key;
    key.form = CAIRN_KEY_SLOT;
    key.hash = hash;
    key.number = 0;
    key.data = (const unsigned char *) slot;
    key.bytes = 0;
    key.units = key.wide = 0;
    return key;
}

/* ---- 8. Maps and sets -------------------------------------------------------------------------------------------------------------- */

/* A map, or a set. Its fields may be read. */
typedef struct cairn_map {
    cairn_store store;
    cairn_ref root;
    uint32_t size;     /* how many entries there are */
    uint32_t key_width;
    uint32_t value_at; /* where in an entry its value begins; in a set, where the entry ends */
    uint32_t stride;   /* bytes of an entry */
} cairn_map;

CAIRN_FN uint32_t cairn_alignment(uint32_t width) {
    uint32_t lowest = width & (0u - width);
    return lowest < 8 ? lowest : 8;
}

CAIRN_FN uint32_t cairn_round_up(uint32_t bytes, uint32_t to) {
    return (bytes + to - 1) / to * to;
}

/* A map of entries that are laid out so. */
CAIRN_FN cairn_status cairn_map_in(
    const cairn_store *store, cairn_ref version, uint32_t key_width, uint32_t value_at, uint32_t stride, cairn_map *map) {
    cairn_content content;
    const unsigned char *node;
    uint32_t width, references;
    CAIRN_TRY(cairn_content_of(store, version, &content));
    if (content.kind != CAIRN_KEYED && content.kind != CAIRN_EMPTY) return CAIRN_OTHER_KIND;
    if (key_width == 0 || value_at < key_width || stride < value_at || stride > 0xFFFF) return CAIRN_BAD_ARGUMENT;
    map->store = *store;
    map->root = content.root;
    map->size = (uint32_t) content.extent;
    map->key_width = key_width;
    map->value_at = value_at;
    map->stride = stride;
    if (content.root == 0) return CAIRN_OK;
    CAIRN_TRY(cairn_node(store, content.root, CAIRN_PLAIN_BODY, &node));
    CAIRN_TRY(cairn_shape(store, node, &width, &references));
    (void) references;
    if (width != stride) return CAIRN_OTHER_KIND;
    CAIRN_CHECK(content.extent <= 0x7FFFFFFF && content.extent <= store->bytes / stride); /* each entry has a place of its own */
    return CAIRN_OK;
}

/*
 * The map that the version is, whose keys and values have slots of these widths; of a set the width of values is 0. docs/layout.md says how wide the slots
 * of a codec are: a long 8, a text 24, a collection 4. O(1). Errors: OTHER_KIND if it is no map, or its entries have another width; BAD_ARGUMENT if
 * these are no widths; CORRUPT when checked.
 */
CAIRN_FN cairn_status cairn_map_open(const cairn_store *store, cairn_ref version, uint32_t key_width, uint32_t value_width, cairn_map *map) {
    uint32_t align = cairn_alignment(key_width), other = cairn_alignment(value_width), value_at = key_width, stride = key_width;
    if (key_width == 0 || key_width > 0xFFFF || value_width > 0xFFFF) return CAIRN_BAD_ARGUMENT;
    if (value_width != 0) {
        value_at = cairn_round_up(key_width, other);
        stride = cairn_round_up(value_at + value_width, align > other ? align : other);
    }
    return cairn_map_in(store, version, key_width, value_at, stride, map);
}

/*
 * The map or set that the version is, as its type says: that of cairn_type_of, or of the slot in which the version is. O(1).
 * Errors: OTHER_KIND if the type is that of something else, or has no numbers, as in stores of version 1; CORRUPT when checked.
 */
CAIRN_FN cairn_status cairn_map_open_as(const cairn_store *store, cairn_ref version, const cairn_type *type, cairn_map *map) {
    if (type->collection == CAIRN_OF_SET) return cairn_map_in(store, version, type->first.width, type->first.width, type->entry_width, map);
    if (type->collection != CAIRN_OF_MAP) return CAIRN_OTHER_KIND;
    CAIRN_CHECK(type->second.at <= 0xFFFF && type->second.width <= 0xFFFF && type->second.at + type->second.width <= type->entry_width);
    return cairn_map_in(store, version, type->first.width, type->second.at, type->entry_width, map);
}

/* A node of a map: entries side by side, and children, which have the entries below. */
typedef struct cairn_map_part {
    const unsigned char *entries, *children;
    uint32_t entry_count, child_count;
    uint32_t entry_bits, child_bits; /* which fragments have an entry, which a child; 0 if the entries are no part of a trie, or have one hash */
    uint32_t size;                   /* how many entries there are in the node and below */
} cairn_map_part;

/* No trie is deeper: 64 bits of a hash, two at a level, and entries with the same hash. */
#define CAIRN_DEPTH_MAX 34

/*
 * A node of a map. To go over a map without room for notes, begin with map->root unless it is 0, and go down into each child, CAIRN_DEPTH_MAX nodes deep at
 * most. The order of cairn_entries_next is that of Java. O(1). Errors when checked: CORRUPT.
 */
CAIRN_HOT cairn_status cairn_map_open_part(const cairn_map *map, cairn_ref ref, cairn_map_part *part) {
    const cairn_store *store = &map->store;
    const unsigned char *node;
    uint64_t meta, sizes, bytes;
    uint32_t kind, high, body = CAIRN_PLAIN_BODY;
    CAIRN_TRY(cairn_node(store, ref, CAIRN_PLAIN_BODY, &node));
    meta = cairn_u64(node + CAIRN_AT_META);
    kind = (uint32_t) meta & 0xFF;
    high = (uint32_t) (meta >> 32);
    part->entry_bits = 0;
    part->child_bits = 0;
    if (kind == CAIRN_MAP_NODE || kind == CAIRN_MAP_COLLISION) {
        body = CAIRN_BEARING_BODY;
        CAIRN_TRY(cairn_node(store, ref, CAIRN_BEARING_BODY, &node));
        sizes = cairn_u64(node + CAIRN_AT_MAP_SIZE);
        part->size = (uint32_t) sizes >> 1;
        if (kind == CAIRN_MAP_NODE) {
            part->entry_bits = high;
            part->child_bits = (uint32_t) (sizes >> 32);
            part->entry_count = cairn_ones(high);
            CAIRN_CHECK((part->entry_bits & part->child_bits) == 0);
        } else {
            part->entry_count = part->size;
        }
    } else {
        CAIRN_CHECK(kind == CAIRN_MAP_LEAF || kind == CAIRN_MAP_PACKED);
        part->entry_bits = kind == CAIRN_MAP_LEAF ? high : 0;
        part->entry_count = kind == CAIRN_MAP_LEAF ? cairn_ones(high) : high;
        part->size = part->entry_count;
    }
    CAIRN_CHECK(((uint64_t) (part->entry_bits | part->child_bits) >> (1u << store->bits)) == 0);
    part->child_count = cairn_ones(part->child_bits);
    bytes = ((uint64_t) part->entry_count * map->stride + 3) & ~(uint64_t) 3;
    CAIRN_TRY(cairn_node(store, ref, body + bytes + 4 * (uint64_t) part->child_count, &node));
    part->entries = node + body;
    part->children = part->entries + (size_t) bytes;
    return CAIRN_OK;
}

/* Whether the text in a slot is that of the key. Errors: ABSENT if it is another one; CORRUPT when checked. */
CAIRN_FN cairn_status cairn_is_text_at(const cairn_store *store, const cairn_key *key, const unsigned char *slot) {
    cairn_text text;
    cairn_units units;
    uint32_t i;
    CAIRN_TRY(cairn_text_of(store, slot, &text));
    if (text.units != key->units || text.wide != key->wide) return CAIRN_ABSENT;
    if (key->form == CAIRN_KEY_TEXT) return cairn_same(text.data, key->data, key->bytes) ? CAIRN_OK : CAIRN_ABSENT;
    units = cairn_units_of(key->data, key->bytes);
    for (i = 0; i < text.units; i++) {
        if (cairn_next_unit(&units) != (int32_t) cairn_unit(&text, i)) return CAIRN_ABSENT;
    }
    return CAIRN_OK;
}

/* The number in a slot of 1, 2, 4 or 8 bytes is the one in question. Of two bytes both a short and a char may be meant. */
CAIRN_HOT int cairn_is_number_at(int64_t number, const unsigned char *slot, uint32_t width) {
    switch (width) {
        case 1: return cairn_i8(slot) == number;
        case 2: return cairn_i16(slot) == number || cairn_u16(slot) == number;
        case 4: return cairn_i32(slot) == number;
        case 8: return cairn_i64(slot) == number;
        default: return 0;
    }
}

/* Whether the key is in a slot. Errors: ABSENT if it is not; CORRUPT when checked. */
CAIRN_HOT cairn_status cairn_is_key_at(const cairn_map *map, const cairn_key *key, const unsigned char *slot) {
    const unsigned char *data;
    uint32_t bytes;
    int is_same;
    switch (key->form) {
        case CAIRN_KEY_NUMBER:
            is_same = cairn_is_number_at(key->number, slot, map->key_width);
            break;
        case CAIRN_KEY_FLOAT:
            is_same = map->key_width == 4 && cairn_float_bits(cairn_f32(slot)) == key->number;
            break;
        case CAIRN_KEY_DOUBLE:
            is_same = map->key_width == 8 && cairn_double_bits(cairn_f64(slot)) == key->number;
            break;
        case CAIRN_KEY_SLOT:
            is_same = cairn_same(slot, key->data, map->key_width);
            break;
        case CAIRN_KEY_BYTES:
            if (map->key_width != 24) return CAIRN_OTHER_KIND;
            CAIRN_TRY(cairn_bytes_of(&map->store, slot, &data, &bytes));
            is_same = bytes == key->bytes && cairn_same(data, key->data, bytes);
            break;
        default:
            if (map->key_width != 24) return CAIRN_OTHER_KIND;
            return cairn_is_text_at(&map->store, key, slot);
    }
    return is_same ? CAIRN_OK : CAIRN_ABSENT;
}

/* The hash of what is in a slot, as the key would have it. `number` keys of two bytes are taken to be of the sign of the key. Errors as above. */
CAIRN_FN cairn_status cairn_hash_at(const cairn_map *map, const cairn_key *key, const unsigned char *slot, uint64_t *hash) {
    const unsigned char *data;
    cairn_text text;
    uint64_t seed = map->store.seed;
    uint32_t bytes;
    switch (key->form) {
        case CAIRN_KEY_BYTES:
            if (map->key_width != 24) return CAIRN_OTHER_KIND;
            CAIRN_TRY(cairn_bytes_of(&map->store, slot, &data, &bytes));
            *hash = cairn_hash_bytes(data, bytes, bytes, seed);
            return CAIRN_OK;
        case CAIRN_KEY_TEXT:
        case CAIRN_KEY_UTF8:
            if (map->key_width != 24) return CAIRN_OTHER_KIND;
            CAIRN_TRY(cairn_text_of(&map->store, slot, &text));
            *hash = cairn_hash_text(&text, seed);
            return CAIRN_OK;
        case CAIRN_KEY_FLOAT:
            if (map->key_width != 4) return CAIRN_OTHER_KIND;
            *hash = cairn_hash_number(cairn_float_bits(cairn_f32(slot)), seed);
            return CAIRN_OK;
        case CAIRN_KEY_DOUBLE:
            if (map->key_width != 8) return CAIRN_OTHER_KIND;
            *hash = cairn_hash_number(cairn_double_bits(cairn_f64(slot)), seed);
            return CAIRN_OK;
        default:
            if (map->key_width == 8) *hash = cairn_hash_number(cairn_i64(slot), seed);
            else if (map->key_width == 4) *hash = cairn_hash_number(cairn_i32(slot), seed);
            else return CAIRN_OTHER_KIND;
            return CAIRN_OK;
    }
}

/* Looks at entries one after another. */
CAIRN_FN cairn_status cairn_find_in_list(
    const cairn_map *map, const cairn_key *key, const unsigned char *entries, uint32_t count, const unsigned char **entry) {
    for (; count > 0; count--, entries += map->stride) {
        cairn_status status = cairn_is_key_at(map, key, entries);
        if (status == CAIRN_OK) *entry = entries;
        if (status != CAIRN_ABSENT) return status;
    }
    return CAIRN_ABSENT;
}

/* Looks into entries that are in the order of their hashes. */
CAIRN_FN cairn_status cairn_find_in_order(
    const cairn_map *map, const cairn_key *key, const unsigned char *entries, uint32_t count, const unsigned char **entry) {
    uint32_t from = 0, to = count;
    uint64_t hash;
    if (key->form == CAIRN_KEY_SLOT || map->key_width < 4) return cairn_find_in_list(map, key, entries, count, entry);
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        CAIRN_TRY(cairn_hash_at(map, key, entries + (size_t) middle * map->stride, &hash));
        if (hash < key->hash) from = middle + 1;
        else to = middle;
    }
    for (; from < count; from++) {
        const unsigned char *found = entries + (size_t) from * map->stride;
        CAIRN_TRY(cairn_hash_at(map, key, found, &hash));
        if (hash != key->hash) return CAIRN_ABSENT;
        if (cairn_is_key_at(map, key, found) == CAIRN_OK) {
            *entry = found;
            return CAIRN_OK;
        }
    }
    return CAIRN_ABSENT;
}

/* Looks into a node that is no part of a trie, or has entries with one hash. */
CAIRN_FN cairn_status cairn_find_in_part(const cairn_map *map, const cairn_key *key, cairn_ref ref, uint32_t depth, const unsigned char **entry) {
    cairn_map_part part;
    CAIRN_TRY(cairn_map_open_part(map, ref, &part));
    if (depth == 0) return cairn_find_in_order(map, key, part.entries, part.entry_count, entry);
    return cairn_find_in_list(map, key, part.entries, part.entry_count, entry);
}

/*
 * Where a node leads to, for a key whose hash, without the bits used above, is `hash`: the place of an entry or, if `*is_child`, of the reference to a
 * child. O(1). Errors: ABSENT if the node has neither; OTHER_KIND if it is no part of a trie, or its entries have one hash; CORRUPT when checked.
 */
CAIRN_HOT cairn_status cairn_map_turn(const cairn_map *map, cairn_ref ref, uint64_t hash, const unsigned char **place, uint32_t *is_child) {
    const cairn_store *store = &map->store;
    const unsigned char *node;
    uint64_t meta;
    uint32_t bits = store->bits, all = (uint32_t) (((uint64_t) 1 << (1u << bits)) - 1);
    uint32_t fragment = (uint32_t) (hash >> (64 - bits)), bit = 1u << fragment, entries, children = 0, at = CAIRN_PLAIN_BODY;
    CAIRN_TRY(cairn_node(store, ref, CAIRN_PLAIN_BODY, &node));
    meta = cairn_u64(node + CAIRN_AT_META);
    entries = (uint32_t) (meta >> 32);
    if (((uint32_t) meta & 0xFF) == CAIRN_MAP_NODE) {
        CAIRN_CHECK(cairn_fits(store, ref, CAIRN_BEARING_BODY));
        children = cairn_u32(node + CAIRN_AT_MAP_SIZE + 4);
        at = CAIRN_BEARING_BODY;
        if (children == all) { /* a processor that predicts this reads on before it has the node's numbers */
            at += 4 * fragment;
        } else if (children & bit) {
            at += ((cairn_ones(entries) * map->stride + 3) & ~3u) + 4 * cairn_ones(children & (bit - 1));
        }
    } else if (((uint32_t) meta & 0xFF) != CAIRN_MAP_LEAF) {
        return CAIRN_OTHER_KIND;
    }
    *is_child = children & bit;
    if (!(children & bit)) {
        if (!(entries & bit)) return CAIRN_ABSENT;
        at += cairn_ones(entries & (bit - 1)) * map->stride;
    }
    CAIRN_CHECK(cairn_fits(store, ref, at + (uint64_t) (*is_child ? 4 : map->stride)));
    *place = node + at;
    return CAIRN_OK;
}

/*
 * The entry with this key: the key's slot is its first bytes, and the value's slot begins at map->value_at. O(depth of the trie), which is
 * O(log n); in a small map that is packed, O(log n) hashes. Errors: ABSENT; OTHER_KIND if the keys have another width; CORRUPT when checked.
 */
CAIRN_HOT cairn_status cairn_map_find(const cairn_map *map, const cairn_key *key, const unsigned char **entry) {
    const cairn_store *store = &map->store;
    uint64_t hash = key->hash;
    uint32_t depth;
    cairn_ref ref = map->root;
    if (ref == 0) return CAIRN_ABSENT;
    for (depth = 0;; depth++, hash <<= store->bits) {
        const unsigned char *place;
        uint32_t is_child;
        cairn_status status;
        CAIRN_CHECK(depth < CAIRN_DEPTH_MAX);
        status = cairn_map_turn(map, ref, hash, &place, &is_child);
        if (status == CAIRN_OTHER_KIND) return cairn_find_in_part(map, key, ref, depth, entry);
        CAIRN_TRY(status);
        if (is_child) {
            ref = cairn_u32(place);
            continue;
        }
        CAIRN_TRY(cairn_is_key_at(map, key, place));
        *entry = place;
        return CAIRN_OK;
    }
}

#if !defined(__wasm__) /* it needs arrays */
/* How many keys are sought side by side. */
#define CAIRN_ABREAST 16

/*
 * As cairn_map_find for up to CAIRN_ABREAST keys, whose entries are NULL before. All go down a level before one goes down the next: what the next level
 * will read comes from the memory meanwhile.
 */
CAIRN_FN cairn_status cairn_map_find_abreast(const cairn_map *map, const cairn_key *keys, uint32_t count, const unsigned char **entries) {
    const cairn_store *store = &map->store;
    const unsigned char *places[CAIRN_ABREAST];
    uint64_t hashes[CAIRN_ABREAST];
    cairn_ref refs[CAIRN_ABREAST];
    uint32_t is_child[CAIRN_ABREAST], live[CAIRN_ABREAST]; /* live: those keys that are on their way */
    uint32_t i, all = count, rest, depth;
    for (i = 0; i < count; i++) {
        live[i] = i;
        refs[i] = map->root;
        hashes[i] = keys[i].hash;
    }
    for (depth = 0; all > 0; depth++) {
        CAIRN_CHECK(depth < CAIRN_DEPTH_MAX);
        for (i = 0, rest = 0; i < all; i++) {
            uint32_t k = live[i];
            cairn_status status = cairn_map_turn(map, refs[k], hashes[k], &places[k], &is_child[k]);
            if (status == CAIRN_OK) {
                CAIRN_FETCH(places[k]);
                live[rest++] = k;
                continue;
            }
            if (status == CAIRN_OTHER_KIND) status = cairn_find_in_part(map, &keys[k], refs[k], depth, &entries[k]);
            if (status != CAIRN_OK && status != CAIRN_ABSENT) return status;
        }
        for (i = 0, all = rest, rest = 0; i < all; i++) {
            uint32_t k = live[i];
            if (is_child[k]) {
                refs[k] = cairn_u32(places[k]);
                hashes[k] <<= store->bits;
                CAIRN_FETCH(cairn_at(store, (uint64_t) refs[k] * CAIRN_GRANULE));
                live[rest++] = k;
            } else {
                cairn_status status = cairn_is_key_at(map, &keys[k], places[k]);
                if (status == CAIRN_OK) entries[k] = places[k];
                else if (status != CAIRN_ABSENT) return status;
            }
        }
        all = rest;
    }
    return CAIRN_OK;
}

/*
 * The entry of each key, or NULL if there is none, as cairn_map_find finds it. In a map that is larger than the caches of the processor this takes half the time of one
 * key after another or less, since it waits for the memory for several keys at once. O(count log n). Errors as of cairn_map_find, but for ABSENT; the
 * entries are undefined then.
 */
CAIRN_FN cairn_status cairn_map_find_all(const cairn_map *map, const cairn_key *keys, uint32_t count, const unsigned char **entries) {
    uint32_t from, k;
    for (k = 0; k < count; k++) entries[k] = NULL;
    for (from = 0; from < count && map->root != 0; from += CAIRN_ABREAST) {
        uint32_t some = count - from < CAIRN_ABREAST ? count - from : CAIRN_ABREAST;
        CAIRN_TRY(cairn_map_find_abreast(map, keys + from, some, entries + from));
    }
    return CAIRN_OK;
}
#endif

typedef struct cairn_entries_level {
    cairn_map_part part;
    uint32_t below; /* how many entries are below the node, and were not reached yet */
} cairn_entries_level;

/* All entries of a map, one after another. About 2 KB, to lie on the stack. */
typedef struct cairn_entries {
    cairn_map map;
    uint32_t depth;
    cairn_entries_level levels[CAIRN_DEPTH_MAX];
} cairn_entries;

CAIRN_FN cairn_status cairn_entries_enter(cairn_entries *entries, cairn_ref ref, uint32_t most) {
    cairn_entries_level *level = &entries->levels[entries->depth];
    CAIRN_CHECK(entries->depth < CAIRN_DEPTH_MAX);
    CAIRN_TRY(cairn_map_open_part(&entries->map, ref, &level->part));
    CAIRN_CHECK(level->part.size > 0 && level->part.size <= most && level->part.entry_count <= level->part.size);
    (void) most;
    level->below = level->part.size - level->part.entry_count;
    if (level->part.child_bits == 0) level->part.entry_bits = 0; /* a list */
    entries->depth++;
    return CAIRN_OK;
}

/* Before the first entry. Borrows nothing but the version. O(1). Errors when checked: CORRUPT. */
CAIRN_FN cairn_status cairn_entries_begin(const cairn_map *map, cairn_entries *entries) {
    entries->map = *map;
    entries->depth = 0;
    if (map->root == 0) return CAIRN_OK;
    CAIRN_TRY(cairn_entries_enter(entries, map->root, map->size));
    CAIRN_CHECK(entries->levels[0].part.size == map->size);
    return CAIRN_OK;
}

/* The next entry, in the order in which Java iterates. O(1) for each, all in all. Errors: ABSENT at the end; CORRUPT when checked. */
CAIRN_FN cairn_status cairn_entries_next(cairn_entries *entries, const unsigned char **entry) {
    while (entries->depth > 0) {
        cairn_entries_level *level = &entries->levels[entries->depth - 1];
        cairn_map_part *part = &level->part;
        uint32_t both = part->entry_bits | part->child_bits, bit = both & (0u - both);
        if ((part->child_bits & bit) != 0) {
            cairn_ref child = cairn_u32(part->children);
            part->children += 4;
            part->child_bits ^= bit;
            CAIRN_TRY(cairn_entries_enter(entries, child, level->below));
            level->below -= entries->levels[entries->depth - 1].part.size;
        } else if (part->entry_count > 0) {
            *entry = part->entries;
            part->entries += entries->map.stride;
            part->entry_count--;
            part->entry_bits &= ~bit;
            return CAIRN_OK;
        } else {
            CAIRN_CHECK(level->below == 0);
            entries->depth--;
        }
    }
    return CAIRN_ABSENT;
}

/* ---- 9. Blobs ---------------------------------------------------------------------------------------------------------------------- */

/* A row of bits. Bit 0 is the most significant one of the first byte. */
typedef struct cairn_blob {
    cairn_store store;
    cairn_ref root;
    uint64_t first; /* the first bit in the leaf; of a tree CAIRN_TREE */
    uint64_t bits;  /* how many bits there are */
} cairn_blob;

/* In place of a first bit: the part is a tree. */
#define CAIRN_TREE UINT64_MAX

/* Bits of a blob that lie side by side. */
typedef struct cairn_piece {
    const unsigned char *data;
    uint32_t first; /* the first bit in the first byte, 0 to 7 */
    uint64_t bits;
} cairn_piece;

/* The blob that the version is. O(1). Errors: OTHER_KIND; CORRUPT when checked. */
CAIRN_FN cairn_status cairn_blob_open(const cairn_store *store, cairn_ref version, cairn_blob *blob) {
    cairn_content content;
    const unsigned char *node;
    CAIRN_TRY(cairn_content_of(store, version, &content));
    if (content.kind != CAIRN_BLOB && content.kind != CAIRN_EMPTY) return CAIRN_OTHER_KIND;
    blob->store = *store;
    blob->root = content.root;
    blob->bits = content.extent;
    blob->first = content.form;
    CAIRN_CHECK(content.extent <= INT64_MAX && (content.root != 0 || content.extent == 0));
    if (content.root == 0) return CAIRN_OK;
    CAIRN_TRY(cairn_node(store, content.root, CAIRN_PLAIN_BODY, &node));
    if (cairn_kind(node) == CAIRN_BLOB_NODE) blob->first = CAIRN_TREE;
    return CAIRN_OK;
}

/*
 * The bits from bit `from` on that lie side by side. To go over a blob, begin at 0, and go on at from + piece.bits until blob.bits.
 * O(height of the tree), which is O(log n); a blob that was written in one go is one piece. Errors: OUT_OF_RANGE; CORRUPT when checked.
 */
CAIRN_FN cairn_status cairn_blob_piece(const cairn_blob *blob, uint64_t from, cairn_piece *piece) {
    const cairn_store *store = &blob->store;
    const unsigned char *node;
    cairn_ref ref = blob->root;
    uint64_t first = blob->first, bits = blob->bits, height = CAIRN_EDITS;
    if (from >= blob->bits) return CAIRN_OUT_OF_RANGE;
    while (first == CAIRN_TREE) {
        uint64_t left, high;
        CAIRN_TRY(cairn_node(store, ref, CAIRN_AT_ALL_BITS + 8, &node));
        left = cairn_u64(node + CAIRN_AT_LEFT_BITS);
        high = cairn_edit(node);
        CAIRN_CHECK(cairn_kind(node) == CAIRN_BLOB_NODE && high < height && cairn_u64(node + CAIRN_AT_ALL_BITS) == bits && left < bits);
        height = high;
        (void) height;
        if (from < left) {
            ref = cairn_u32(node + CAIRN_AT_LEFT);
            first = cairn_u64(node + CAIRN_AT_LEFT_FIRST);
            bits = left;
        } else {
            ref = cairn_u32(node + CAIRN_AT_RIGHT);
            first = cairn_u64(node + CAIRN_AT_RIGHT_FIRST);
            bits -= left;
            from -= left;
        }
    }
    CAIRN_CHECK(first <= INT64_MAX && from < bits);
    CAIRN_TRY(cairn_node(store, ref, CAIRN_PLAIN_BODY + (first + bits + 7) / 8, &node));
    CAIRN_CHECK(cairn_kind(node) == CAIRN_BLOB_LEAF);
    piece->data = node + CAIRN_PLAIN_BODY + (size_t) ((first + from) / 8);
    piece->first = (uint32_t) ((first + from) % 8);
    piece->bits = bits - from;
    return CAIRN_OK;
}

/* Copies bytes of a piece, which begin at any bit of it. */
CAIRN_FN void cairn_piece_bytes(const cairn_piece *piece, uint64_t count, unsigned char *to) {
    uint64_t i;
    if (piece->first == 0) {
        for (i = 0; i < count; i++) to[i] = piece->data[i];
    } else {
        for (i = 0; i < count; i++) {
            to[i] = (unsigned char) (piece->data[i] << piece->first | piece->data[i + 1] >> (8 - piece->first));
        }
    }
}

/*
 * Copies `bits` bits of the blob from bit `from` on. They begin at the most significant bit of to[0]; zeros follow in the last byte.
 * O(bits). Errors: OUT_OF_RANGE; CORRUPT when checked, then a part is written.
 */
CAIRN_FN cairn_status cairn_blob_read(const cairn_blob *blob, uint64_t from, uint64_t bits, void *to) {
    unsigned char *out = (unsigned char *) to;
    uint64_t done = 0, i;
    if (from > blob->bits || bits > blob->bits - from) return CAIRN_OUT_OF_RANGE;
    for (i = 0; i < (bits + 7) / 8; i++) out[i] = 0;
    while (done < bits) {
        cairn_piece piece;
        uint64_t whole;
        CAIRN_TRY(cairn_blob_piece(blob, from + done, &piece));
        if (piece.bits > bits - done) piece.bits = bits - done;
        whole = done % 8 == 0 ? piece.bits / 8 : 0;
        cairn_piece_bytes(&piece, whole, out + (size_t) (done / 8));
        for (i = whole * 8; i < piece.bits; i++) {
            uint64_t source = piece.first + i, target = done + i;
            uint32_t bit = (uint32_t) piece.data[source / 8] >> (7 - source % 8) & 1;
            out[target / 8] = (unsigned char) (out[target / 8] | bit << (7 - target % 8));
        }
        done += piece.bits;
    }
    return CAIRN_OK;
}

/* ---- 10. A store in a file, and versions that are retained ------------------------------------------------------------------------- */

/*
 * A process that reads a store's file while other processes write it. It is one of 512 readers, and has a row in the table of leases, which is the file of pins
 * beside the store (docs/layout.md, "The file of pins"). It writes there which versions it reads, so that the process that writes does not free them.
 * Nothing is written to the store itself, and the counts of nodes stay as they are: the process can be killed at any moment, and the system
 * drops its lock, so that the others give its row to the next reader.
 *
 *     cairn_file_own file;
 *     cairn_lease_own name, version;
 *     cairn_file_open("prices.store", &file);
 *     cairn_retain_name(&file, "eur", 3, &name);
 *     for (;;) {
 *         cairn_retain(&file, name.node, &version);            what the atom holds now; it stays as it is
 *         cairn_vector_open(&file.store, version.node, &vector);
 *         ...
 *         cairn_release(&version);
 *     }
 *     cairn_release(&name);
 *     cairn_file_close(&file);
 *
 * One thread at a time uses a cairn_file_own and the leases of it. The collections of a version that is retained can be read by many.
 * A process in which a JVM has the file open, or which has opened it here, must not open it once more: it uses the store by its address.
 * That is refused on Linux (OPEN_HERE). The processes must be of the same user, since the files are his alone.
 */
#if !defined(CAIRN_NO_FILES) && !defined(CAIRN_BANKED) && defined(__GNUC__) && (defined(__unix__) || defined(__APPLE__)) && UINTPTR_MAX > 0xFFFFFFFFu
#define CAIRN_HAS_FILES 1

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Bytes of NAME.lock. Each is locked, or not. */
#define CAIRN_LOCK_LEADER 0    /* The file of locks: leader */
#define CAIRN_LOCK_OPENING 3   /* The file of locks: opening */
#define CAIRN_LOCK_WRITERS 64  /* The file of locks: writers */
#define CAIRN_LOCK_READERS 1024 /* The file of locks: readers */
#define CAIRN_WRITERS 64       /* The file of locks: WRITERS */

/* A store's file that is open for reading. Give it back by cairn_file_close, where it is: leases point to it. */
typedef struct cairn_file_own {
    cairn_store store; /* what all other functions take */
    unsigned char *pins;
    uint64_t mapped;   /* bytes of the store that are mapped */
    uint32_t row;      /* the row of the table of leases */
    uint32_t retained; /* how many leases there are */
    int data, lock, pin_file;
} cairn_file_own;

/* The right to read a node: a version, or a name. Give it back by cairn_release. */
typedef struct cairn_lease_own {
    cairn_file_own *file;
    cairn_ref node; /* the HEADER of a version, or the ROOT of a name */
    uint32_t place;
} cairn_lease_own;

/*
 * On Linux locks of the open file are used, which exclude those of processes. They do not end when another part of the program closes the file, and a child of
 * fork, which has the leases of its parent, has the lock, too.
 */
#if defined(__linux__)
#define CAIRN_SET_LOCK 37 /* F_OFD_SETLK */
#define CAIRN_GET_LOCK 36 /* F_OFD_GETLK */
#else
#define CAIRN_SET_LOCK F_SETLK
#define CAIRN_GET_LOCK F_GETLK
#endif

/* Takes or gives back the lock of a byte. Errors: BUSY if somebody has it; SYSTEM. */
CAIRN_FN cairn_status cairn_lock(int file, int type, uint64_t byte) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = (short) type;
    lock.l_whence = SEEK_SET;
    lock.l_start = (off_t) byte;
    lock.l_len = 1;
    while (fcntl(file, CAIRN_SET_LOCK, &lock) != 0) {
        if (errno == EAGAIN || errno == EACCES) return CAIRN_BUSY;
        if (errno != EINTR) return CAIRN_SYSTEM;
    }
    return CAIRN_OK;
}

/* Whether another process has a lock of one of the bytes. */
CAIRN_FN int cairn_is_locked(int file, uint64_t byte, uint64_t bytes) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = (off_t) byte;
    lock.l_len = (off_t) bytes;
    return fcntl(file, CAIRN_GET_LOCK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/* Rests for a millisecond. */
CAIRN_FN void cairn_rest(void) {
    struct timeval time;
    time.tv_sec = 0;
    time.tv_usec = 1000;
    select(0, NULL, NULL, NULL, &time);
}

CAIRN_FN uint64_t cairn_millis(void) {
    return (uint64_t) time(NULL) * 1000;
}

/* Whether the process (0: this one) has the file mapped, for writing or at all. Only Linux tells. */
CAIRN_FN int cairn_has_mapped(uint64_t pid, const struct stat *sought, int writing) {
    char line[512], rights[8];
    unsigned long inode;
    int found = 0;
    FILE *maps;
    if (pid == 0) pid = (uint64_t) getpid();
    snprintf(line, sizeof line, "/proc/%llu/maps", (unsigned long long) pid);
    maps = fopen(line, "re");
    if (maps == NULL) return 0;
    while (!found && fgets(line, sizeof line, maps) != NULL) {
        if (sscanf(line, "%*x-%*x %7s %*x %*x:%*x %lu", rights, &inode) == 2 && inode == (unsigned long) sought->st_ino) {
            found = writing ? strcmp(rights, "rw-s") == 0 : strchr(rights, 's') != NULL;
        }
    }
    fclose(maps);
    return found;
}

/* A number that is another one after each start of the system; 0 if it is not known. */
CAIRN_FN uint64_t cairn_boot(void) {
    char text[64];
    uint64_t halves[2] = {0, 0};
    int digits = 0, i;
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    if (file == NULL) return 0;
    if (fgets(text, sizeof text, file) == NULL) text[0] = 0;
    fclose(file);
    for (i = 0; text[i] != 0 && digits < 32; i++) {
        const char *hex = "0123456789abcdef", *digit = strchr(hex, text[i]);
        if (digit != NULL) {
            halves[digits / 16] = halves[digits / 16] << 4 | (uint64_t) (digit - hex);
            digits++;
        }
    }
    return digits == 32 ? halves[0] ^ halves[1] : 0;
}

/* Opens the file beside the store whose name ends in `suffix`; the store itself without one. */
CAIRN_FN cairn_status cairn_open_beside(const char *path, const char *suffix, int flags, int *file) {
    char name[4096];
    struct stat found;
    int length = snprintf(name, sizeof name, "%s%s", path, suffix);
    if (length < 0 || (size_t) length >= sizeof name) return CAIRN_BAD_ARGUMENT;
    *file = open(name, flags, 0600);
    if (*file < 0) return CAIRN_SYSTEM;
    fcntl(*file, F_SETFD, FD_CLOEXEC);
    if (fstat(*file, &found) != 0) return CAIRN_SYSTEM;
    return S_ISREG(found.st_mode) ? CAIRN_OK : CAIRN_NOT_A_STORE;
}

/* Writes zeros, so that the system has room for these bytes, however full the disk will be. */
CAIRN_FN cairn_status cairn_write_zeros(int file, uint64_t from, uint64_t bytes) {
    char zeros[4096];
    memset(zeros, 0, sizeof zeros);
    if (lseek(file, (off_t) from, SEEK_SET) < 0) return CAIRN_SYSTEM;
    while (bytes > 0) {
        ssize_t some = write(file, zeros, bytes < sizeof zeros ? (size_t) bytes : sizeof zeros);
        if (some <= 0) {
            if (some < 0 && errno == EINTR) continue;
            return CAIRN_SYSTEM;
        }
        bytes -= (uint64_t) some;
    }
    return CAIRN_OK;
}

CAIRN_HOT uint64_t *cairn_pin_word(const cairn_file_own *file, uint64_t offset) {
    return (uint64_t *) (void *) (file->pins + offset);
}

CAIRN_HOT uint64_t *cairn_pin_row(const cairn_file_own *file, uint64_t offset) {
    return cairn_pin_word(file, CAIRN_PINS_ROWS + (uint64_t) file->row * CAIRN_PINS_ROW_BYTES + offset);
}

/* The bytes of the file of pins. */
#define CAIRN_PINS_BYTES (CAIRN_PINS_ROWS + (uint64_t) CAIRN_PINS_READERS * CAIRN_PINS_ROW_BYTES)

/*
 * Notes how many places of the row were ever used. The process that writes may ask readers to let go of versions that they have forgotten, and then waits until
 * they answer. Here nothing is forgotten: so the answer is given beforehand, for the next billion times.
 */
CAIRN_FN void cairn_use_places(const cairn_file_own *file, uint32_t used) {
    uint32_t asked = __atomic_load_n((uint32_t *) (void *) (file->pins + CAIRN_PINS_ASKED), __ATOMIC_ACQUIRE);
    __atomic_store_n(cairn_pin_word(file, CAIRN_PINS_USED + 8 * (uint64_t) file->row), (uint64_t) (asked + 0x40000000u) << 32 | used, __ATOMIC_SEQ_CST);
}

CAIRN_FN uint32_t cairn_used_places(const cairn_file_own *file) {
    return (uint32_t) __atomic_load_n(cairn_pin_word(file, CAIRN_PINS_USED + 8 * (uint64_t) file->row), __ATOMIC_RELAXED);
}

/* Gives a sign of life, which tools show. */
CAIRN_FN void cairn_show_life(const cairn_file_own *file) {
    __atomic_store_n(cairn_pin_row(file, CAIRN_PINS_SEEN), cairn_millis(), __ATOMIC_RELEASE);
}

/* Takes the first free row of the table of leases. Byte CAIRN_LOCK_OPENING is held. */
CAIRN_FN cairn_status cairn_take_row(cairn_file_own *file) {
    uint64_t at;
    for (file->row = 0; file->row < CAIRN_PINS_READERS; file->row++) {
        cairn_status status = cairn_lock(file->lock, F_WRLCK, CAIRN_LOCK_READERS + (uint64_t) file->row);
        if (status == CAIRN_SYSTEM) return status;
        if (status == CAIRN_OK) break;
    }
    if (file->row == CAIRN_PINS_READERS) return CAIRN_TOO_MANY_READERS;
    cairn_use_places(file, 0);
    at = CAIRN_PINS_ROWS + (uint64_t) file->row * CAIRN_PINS_ROW_BYTES;
    CAIRN_TRY(cairn_write_zeros(file->pin_file, at, CAIRN_PINS_ROW_BYTES));
    __atomic_store_n(cairn_pin_row(file, CAIRN_PINS_PID), (uint64_t) getpid(), __ATOMIC_RELAXED);
    __atomic_store_n(cairn_pin_row(file, CAIRN_PINS_SINCE), cairn_millis(), __ATOMIC_RELAXED);
    cairn_show_life(file);
    __atomic_fetch_or(cairn_pin_word(file, CAIRN_PINS_OPENED + file->row / 64 * 8), (uint64_t) 1 << (file->row % 64), __ATOMIC_SEQ_CST);
    return CAIRN_OK;
}

/* Maps the store. Byte CAIRN_LOCK_OPENING is held. */
CAIRN_FN cairn_status cairn_map_store(cairn_file_own *file) {
    unsigned char head[256];
    struct stat found;
    uint64_t most;
    void *mapped;
    if (fstat(file->data, &found) != 0 || lseek(file->data, 0, SEEK_SET) < 0) return CAIRN_SYSTEM;
    if (found.st_nlink > 1) return CAIRN_NOT_A_STORE; /* the locks lie beside one name: two processes could write it */
    if (found.st_size < CAIRN_AT_SLABS || read(file->data, head, sizeof head) != (ssize_t) sizeof head) return CAIRN_NOT_A_STORE;
    if (cairn_u64(head) != CAIRN_MAGIC) return CAIRN_NOT_A_STORE;
    most = cairn_u64(head + CAIRN_AT_MAX_BYTES);
    if ((uint64_t) found.st_size < most) return CAIRN_TRUNCATED;
    if (cairn_u32(head + CAIRN_AT_STATE) == CAIRN_STATE_OPEN
        && !cairn_is_locked(file->lock, CAIRN_LOCK_LEADER, 1)
        && !cairn_is_locked(file->lock, CAIRN_LOCK_WRITERS, CAIRN_WRITERS)) { /* the last process that wrote it was killed */
        uint64_t boot = cairn_boot();
        if (cairn_has_mapped(cairn_u64(head + CAIRN_AT_PID), &found, 1)) return CAIRN_BUSY; /* no: under another name */
        if (boot == 0 || boot != cairn_u64(head + CAIRN_AT_BOOT)) return CAIRN_RESTARTED;
    }
    mapped = mmap(NULL, (size_t) most, PROT_READ, MAP_SHARED, file->data, 0);
    if (mapped == MAP_FAILED) return CAIRN_SYSTEM;
    file->store.base = (const unsigned char *) mapped;
    file->mapped = most;
    return cairn_store_at(mapped, most, &file->store);
}

/* Maps the file of pins, which is made if it is not there. Byte CAIRN_LOCK_OPENING is held. */
CAIRN_FN cairn_status cairn_map_pins(cairn_file_own *file) {
    off_t length = lseek(file->pin_file, 0, SEEK_END);
    void *mapped;
    if (length < 0) return CAIRN_SYSTEM;
    if (length < CAIRN_PINS_ROWS) CAIRN_TRY(cairn_write_zeros(file->pin_file, 0, CAIRN_PINS_ROWS));
    if ((uint64_t) length < CAIRN_PINS_BYTES) CAIRN_TRY(cairn_write_zeros(file->pin_file, CAIRN_PINS_BYTES - 1, 1));
    mapped = mmap(NULL, (size_t) CAIRN_PINS_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file->pin_file, 0);
    if (mapped == MAP_FAILED) return CAIRN_SYSTEM;
    file->pins = (unsigned char *) mapped;
    return CAIRN_OK;
}

/* Unmaps and closes what is open. The row goes with its lock. */
CAIRN_FN void cairn_file_drop(cairn_file_own *file) {
    if (file->store.base != NULL) munmap((void *) (uintptr_t) file->store.base, (size_t) file->mapped);
    if (file->pins != NULL) munmap(file->pins, (size_t) CAIRN_PINS_BYTES);
    if (file->pin_file >= 0) close(file->pin_file);
    if (file->data >= 0) close(file->data);
    if (file->lock >= 0) close(file->lock);
    file->store.base = NULL;
    file->pins = NULL;
    file->data = file->lock = file->pin_file = -1;
}

/* Opens the three files, and this process's row. */
CAIRN_FN cairn_status cairn_file_begin(cairn_file_own *file, const char *path) {
    cairn_status status;
    int tries = 0;
    CAIRN_TRY(cairn_open_beside(path, "", O_RDONLY, &file->data));
    CAIRN_TRY(cairn_open_beside(path, ".lock", O_RDWR | O_CREAT, &file->lock));
    while ((status = cairn_lock(file->lock, F_WRLCK, CAIRN_LOCK_OPENING)) == CAIRN_BUSY && ++tries < 10000) cairn_rest();
    CAIRN_TRY(status);
    status = cairn_open_beside(path, ".pins", O_RDWR | O_CREAT, &file->pin_file);
    if (status == CAIRN_OK) status = cairn_map_store(file);
    if (status == CAIRN_OK) status = cairn_map_pins(file);
    if (status == CAIRN_OK) status = cairn_take_row(file);
    if (cairn_lock(file->lock, F_UNLCK, CAIRN_LOCK_OPENING) != CAIRN_OK && status == CAIRN_OK) status = CAIRN_SYSTEM;
    return status;
}

/*
 * Opens the store in the file `path` for reading. Maps all of its range of addresses, and a row of the table of leases. Some system calls; waits up to ten seconds
 * while other processes open it. Give it back by cairn_file_close.
 * Errors: SYSTEM, NOT_A_STORE, TRUNCATED, OTHER_VERSION, OTHER_BYTE_ORDER, OTHER_FEATURES, CORRUPT, RESTARTED, BUSY, TOO_MANY_READERS, OPEN_HERE,
 * BAD_ARGUMENT if the path is too long. Then nothing is open.
 */
CAIRN_FN cairn_status cairn_file_open(const char *path, cairn_file_own *file) {
    struct stat found;
    cairn_status status;
    memset(file, 0, sizeof *file);
    file->data = file->lock = file->pin_file = -1;
    if (stat(path, &found) != 0) return CAIRN_SYSTEM;
    if (!S_ISREG(found.st_mode)) return CAIRN_NOT_A_STORE;
    if (cairn_has_mapped(0, &found, 0)) return CAIRN_OPEN_HERE; /* before any of its files is opened: to close it would drop the locks there */
    status = cairn_file_begin(file, path);
    if (status != CAIRN_OK) {
        int error = errno;
        cairn_file_drop(file);
        errno = error;
    }
    return status;
}

/* Closes the file. Nothing of it may be read any more. Errors: RETAINED if there is a lease; then it stays open. */
CAIRN_FN cairn_status cairn_file_close(cairn_file_own *file) {
    if (file->pins == NULL) return CAIRN_OK;
    if (file->retained != 0) return CAIRN_RETAINED;
    cairn_use_places(file, 0);
    cairn_file_drop(file);
    return CAIRN_OK;
}

/* A place of the row that is free. */
CAIRN_FN cairn_status cairn_take_place(cairn_file_own *file, uint32_t *place) {
    uint32_t used, i;
    if (file->pins == NULL) return CAIRN_BAD_ARGUMENT; /* it is not open */
    used = cairn_used_places(file);
    for (i = 0; i < used; i++) {
        if (__atomic_load_n(cairn_pin_row(file, 8 * (uint64_t) i), __ATOMIC_RELAXED) >> 32 == CAIRN_PIN_FREE) break;
    }
    if (i == CAIRN_PINS_PLACES) return CAIRN_TOO_MANY_VERSIONS;
    if (i == used) cairn_use_places(file, used + 1);
    *place = i;
    return CAIRN_OK;
}

CAIRN_FN void cairn_free_place(const cairn_file_own *file, uint32_t place) {
    __atomic_store_n(cairn_pin_row(file, 8 * (uint64_t) place), (uint64_t) CAIRN_PIN_FREE, __ATOMIC_RELEASE);
}

/* What is to be retained: the version in an atom, or the ROOT of a name. */
typedef struct cairn_wanted {
    cairn_ref atom;
    const char *name;
    size_t bytes;
} cairn_wanted;

CAIRN_FN cairn_status cairn_look(const cairn_file_own *file, const cairn_wanted *wanted, cairn_ref *found) {
    if (wanted->name != NULL) return cairn_find_atom(&file->store, wanted->name, wanted->bytes, found);
    return cairn_atom_version(&file->store, wanted->atom, found);
}

/*
 * Retains what is wanted. The place says first that this is tried. If what is wanted is still the same then, whoever took it out before has seen the place, or was seen
 * (docs/layout.md says more). While a place is only tried, a process that repairs the store may free it: so it is kept by a compare-and-set.
 */
CAIRN_FN cairn_status cairn_retain_wanted(cairn_file_own *file, const cairn_wanted *wanted, cairn_lease_own *lease) {
    uint32_t place = 0;
    uint64_t *word;
    cairn_status status;
    CAIRN_TRY(cairn_take_place(file, &place));
    word = cairn_pin_row(file, 8 * (uint64_t) place);
    for (;;) {
        cairn_ref found = 0, again = 0;
        uint64_t tried;
        status = cairn_look(file, wanted, &found);
        if (status != CAIRN_OK) break;
        tried = (uint64_t) CAIRN_PIN_TRIED << 32 | found;
        __atomic_exchange_n(word, tried, __ATOMIC_SEQ_CST);
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        status = cairn_look(file, wanted, &again);
        if (status != CAIRN_OK) break;
        if (again == found
            && __atomic_compare_exchange_n(word, &tried, (uint64_t) CAIRN_PIN_KEPT << 32 | found, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
            lease->file = file;
            lease->node = found;
            lease->place = place;
            file->retained++;
            cairn_show_life(file);
            return CAIRN_OK;
        }
    }
    cairn_free_place(file, place);
    return status;
}

/*
 * Retains the name of an atom: lease->node can be asked for its version again and again, also after the atom was removed, when it has none.
 * O(number of names). Errors: ABSENT, BAD_ARGUMENT (also if the file is not open), TOO_MANY_VERSIONS, CHANGING, CORRUPT.
 */
CAIRN_FN cairn_status cairn_retain_name(cairn_file_own *file, const char *name, size_t bytes, cairn_lease_own *lease) {
    cairn_wanted wanted;
    wanted.atom = 0;
    wanted.name = name;
    wanted.bytes = bytes;
    return cairn_retain_wanted(file, &wanted, lease);
}

/*
 * Retains the version that an atom holds now; `atom` is the node of a name that is retained. The version stays as it is until cairn_release, whatever others
 * do. Lease->node is the version. O(leases), some atomic operations. Errors: ABSENT if the atom was removed; TOO_MANY_VERSIONS; CORRUPT when checked.
 */
CAIRN_FN cairn_status cairn_retain(cairn_file_own *file, cairn_ref atom, cairn_lease_own *lease) {
    cairn_wanted wanted;
    wanted.atom = atom;
    wanted.name = NULL;
    wanted.bytes = 0;
    return cairn_retain_wanted(file, &wanted, lease);
}

/* Gives a lease back: what it named may be freed and changed from now on. Once; O(1). No errors. */
CAIRN_FN void cairn_release(cairn_lease_own *lease) {
    if (lease->file == NULL) return;
    cairn_free_place(lease->file, lease->place);
    lease->file->retained--;
    lease->file = NULL;
    lease->node = 0;
}

#endif /* CAIRN_HAS_FILES */

#endif /* CAIRN_H */
