#!/usr/bin/env bash
# Makes the modules beside their sources, with clang 14 or later, wasm-ld, wat2wasm of WABT, and rustc with the target wasm32-unknown-unknown.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
header=../../../main/c
common=(--target=wasm32 -std=c99 -O2 -ffp-contract=off -fno-delete-null-pointer-checks -ffreestanding -nostdlib -Wall -Wextra -I "$header")

wat2wasm sum.wat -o sum.wasm
wat2wasm guard.wat -o guard.wasm

# data and a stack: position independent, which clang does for this target only
"${CLANG:-clang}" "${common[@]}" --target=wasm32-unknown-emscripten -fPIC -fvisibility=hidden -mbulk-memory -DCAIRN_CHECKED \
    -Wl,--experimental-pic -Wl,-shared -Wl,--strip-all -o reader.wasm reader.c

# the kernels, once more for stores that are larger than linear memory, and checked
"${CLANG:-clang}" "${common[@]}" -DCAIRN_BANKED -Wl,--no-entry -Wl,--import-memory -Wl,--strip-all -o banked.wasm "$header/kernels.c"
"${CLANG:-clang}" "${common[@]}" -DCAIRN_CHECKED -Wl,--no-entry -Wl,--import-memory -Wl,--strip-all -o checked.wasm "$header/kernels.c"

"${RUSTC:-rustc}" --target wasm32-unknown-unknown --crate-type cdylib -C opt-level=3 -C panic=abort -C linker=wasm-ld -C linker-flavor=wasm-ld -C link-arg=--import-memory \
    -C link-arg=-zstack-size=0 -C strip=symbols -o norm.wasm norm.rs
chmod 644 *.wasm
