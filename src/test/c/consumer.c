/* Native code as a user writes it: sums runs, fills places, and consumes a stream of Arrow. Built by NativeCodeTest where there is a compiler. */
#include <stdint.h>
#include <stddef.h>

struct run {
    void *at;
    uint64_t count;
};

int64_t sum_runs(const struct run *runs, uint64_t count) {
    uint64_t sum = 0;
    for (uint64_t r = 0; r < count; r++) {
        const uint64_t *elements = runs[r].at;
        for (uint64_t i = 0; i < runs[r].count; i++) {
            sum += elements[i];
        }
    }
    return (int64_t) sum;
}

void fill_runs(const struct run *runs, uint64_t count) {
    int64_t next = 0;
    for (uint64_t r = 0; r < count; r++) {
        int64_t *elements = runs[r].at;
        for (uint64_t i = 0; i < runs[r].count; i++) {
            elements[i] = 2 * next++ + 1;
        }
    }
}

/* The number of elements of the vector with this header, by docs/layout.md. */
uint32_t size_of(const char *store, uint32_t header) {
    return *(const uint32_t *) (store + (uint64_t) header * 16 + 40);
}

/* As https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html define them. */
struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

/* The sum of the first column, of 64-bit integers. Moves the stream, and releases all. -1 if it is no such stream. */
int64_t sum_stream(struct ArrowArrayStream *given) {
    struct ArrowArrayStream stream = *given;
    given->release = NULL;
    struct ArrowSchema schema;
    if (stream.get_schema(&stream, &schema) != 0) {
        stream.release(&stream);
        return -1;
    }
    int is_long = schema.n_children >= 1 && schema.children[0]->format[0] == 'l';
    schema.release(&schema);
    uint64_t sum = 0;
    while (is_long) {
        struct ArrowArray batch;
        if (stream.get_next(&stream, &batch) != 0) {
            is_long = 0;
            break;
        }
        if (batch.release == NULL) {
            break;
        }
        const struct ArrowArray *column = batch.children[0];
        const uint64_t *values = (const uint64_t *) column->buffers[1] + column->offset + batch.offset;
        for (int64_t i = 0; i < batch.length; i++) {
            sum += values[i];
        }
        batch.release(&batch);
    }
    stream.release(&stream);
    return is_long ? (int64_t) sum : -1;
}
