/*
 * A process that reads a store's file, as it is told by lines of its input. It answers each with a line.
 *
 *     open PATH      name NAME      take        sum N       release N     close      quit
 *     follow N       takes and checks versions, of vectors of longs that are all equal, until it has seen N different ones
 *     hoard          takes versions until no more are allowed, and releases them
 */
#include "cairn.h"
#include <stdlib.h>

#define ROOM 3000

static cairn_file_own file;
static cairn_lease_own name;
static cairn_lease_own versions[ROOM];
static int taken;

static void say(cairn_status status) {
    printf("%d %s\n", (int) status, cairn_message(status));
}

/* The number of elements, and their sum. */
static cairn_status sum(cairn_ref version, uint32_t *size, int64_t *all) {
    cairn_vector vector;
    const unsigned char *first;
    uint32_t i, k, count;
    uint64_t added = 0;
    CAIRN_TRY(cairn_vector_open(&file.store, version, &vector));
    if (vector.size > 0 && vector.width != 8) return CAIRN_OTHER_KIND;
    for (i = 0; i < vector.size; i += count) {
        CAIRN_TRY(cairn_vector_run(&vector, i, &first, &count));
        for (k = 0; k < count; k++) added += cairn_u64(first + 8 * (size_t) k);
    }
    *size = vector.size;
    *all = (int64_t) added;
    return CAIRN_OK;
}

static void say_sum(cairn_ref version) {
    uint32_t size = 0;
    int64_t all = 0;
    cairn_status status = sum(version, &size, &all);
    if (status == CAIRN_OK) printf("%u %lld\n", size, (long long) all);
    else say(status);
}

static cairn_status check_equal(cairn_ref version) {
    cairn_vector vector;
    const unsigned char *slot, *first;
    uint32_t i, k, count;
    CAIRN_TRY(cairn_vector_open(&file.store, version, &vector));
    CAIRN_TRY(cairn_vector_get(&vector, 0, &slot));
    for (i = 0; i < vector.size; i += count) {
        CAIRN_TRY(cairn_vector_run(&vector, i, &first, &count));
        for (k = 0; k < count; k++) {
            if (!cairn_same(first + 8 * (size_t) k, slot, 8)) return CAIRN_CORRUPT;
        }
    }
    return CAIRN_OK;
}

static cairn_status follow(long most, long *changes) {
    cairn_ref last = 0;
    cairn_lease_own before;
    before.file = NULL;
    while (*changes < most) {
        cairn_lease_own lease;
        CAIRN_TRY(cairn_retain(&file, name.node, &lease));
        CAIRN_TRY(check_equal(lease.node));
        if (before.file != NULL) CAIRN_TRY(check_equal(before.node));
        *changes += lease.node != last;
        last = lease.node;
        cairn_release(&before);
        before = lease;
    }
    cairn_release(&before);
    return CAIRN_OK;
}

static cairn_status hoard(int *count) {
    cairn_status status = CAIRN_OK;
    int i;
    *count = 0;
    while (*count < ROOM && (status = cairn_retain(&file, name.node, &versions[*count])) == CAIRN_OK) ++*count;
    for (i = 0; i < *count; i++) cairn_release(&versions[i]);
    return status;
}

static int is(const char *line, const char *command, const char **rest) {
    size_t length = strlen(command);
    if (strncmp(line, command, length) != 0) return 0;
    *rest = line + length + (line[length] == ' ');
    return 1;
}

int main(void) {
    static char line[5000];
    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *rest;
        line[strcspn(line, "\n")] = 0;
        if (is(line, "open", &rest)) {
            say(cairn_file_open(rest, &file));
        } else if (is(line, "name", &rest)) {
            cairn_release(&name);
            say(cairn_retain_name(&file, rest, strlen(rest), &name));
        } else if (is(line, "take", &rest)) {
            cairn_status status = cairn_retain(&file, name.node, &versions[taken]);
            if (status == CAIRN_OK) printf("taken %d\n", taken++);
            else say(status);
        } else if (is(line, "sum", &rest)) {
            say_sum(versions[atoi(rest)].node);
        } else if (is(line, "release", &rest)) {
            cairn_release(&versions[atoi(rest)]);
            say(CAIRN_OK);
        } else if (is(line, "follow", &rest)) {
            long changes = 0;
            cairn_status status = follow(atol(rest), &changes);
            printf("%d %ld\n", (int) status, changes);
        } else if (is(line, "hoard", &rest)) {
            int count;
            cairn_status status = hoard(&count);
            printf("%d %d\n", (int) status, count);
        } else if (is(line, "close", &rest)) {
            say(cairn_file_close(&file));
        } else {
            return 0;
        }
        fflush(stdout);
    }
    return 0;
}
