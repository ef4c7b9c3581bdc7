//! The sum of the squares of a vector of doubles, in Rust without its standard library. Nothing here needs a place in memory: neither data nor a
//! stack. docs/layout.md says what the numbers are.
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// Where the node is that a reference names.
fn node(reference: u32) -> usize {
    reference as usize * 16
}

unsafe fn u32_at(at: usize) -> u32 {
    (at as *const u32).read_unaligned()
}

unsafe fn run(at: usize, count: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..count as usize {
        let x = ((at + 8 * i) as *const f64).read_unaligned();
        sum += x * x;
    }
    sum
}

/// The first `count` elements below a node of a regular trie. `shift` is 5 for the level above the leaves, which have 32 elements.
unsafe fn below(reference: u32, shift: u32, mut count: u32) -> f64 {
    let at = node(reference);
    if shift == 0 {
        return run(at + 16, count);
    }
    let mut sum = 0.0;
    let mut child = at + 32;
    while count > 0 {
        let here = count.min(1 << shift);
        sum += below(u32_at(child), shift - 5, here);
        child += 4;
        count -= here;
    }
    sum
}

/// `vector` is the reference of a HEADER: root at 32, tail at 36, size at 40, where the tail begins at 44, height in the meta word.
#[no_mangle]
pub unsafe extern "C" fn squares(vector: u32) -> f64 {
    let at = node(vector);
    let height = ((at + 8) as *const u64).read_unaligned() >> 20;
    let start = u32_at(at + 44);
    below(u32_at(at + 32), 5 * height as u32, start) + run(node(u32_at(at + 36)) + 16, u32_at(at + 40) - start)
}
