#!/usr/bin/env bash
# Makes kernels.wasm of kernels.c, with clang and wasm-ld. The module has no data and no stack in its memory, which the host gives: it is a store.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
"${CLANG:-clang}" --target=wasm32 -std=c99 -O2 -ffp-contract=off -fno-delete-null-pointer-checks -ffreestanding -nostdlib \
    -Wall -Wextra -Werror -Wl,--no-entry -Wl,--import-memory -Wl,--strip-all -o kernels.wasm kernels.c
chmod 644 kernels.wasm
