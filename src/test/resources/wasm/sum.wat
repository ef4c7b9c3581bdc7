;; The sum of a vector of longs, written by hand. docs/layout.md says what the numbers are.
(module
  (import "env" "memory" (memory 1))

  ;; Elements from `at` on, `count` of them.
  (func $run (param $at i32) (param $count i32) (result i64)
    (local $end i32) (local $sum i64)
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 3))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $sum (i64.add (local.get $sum) (i64.load (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $next)))
    (local.get $sum))

  ;; The first `count` elements below a node of a regular trie, whose leaves have 32 elements. `shift`: 5 for the level above the leaves.
  (func $walk (param $node i32) (param $shift i32) (param $count i32) (result i64)
    (local $at i32) (local $here i32) (local $sum i64)
    (local.set $at (i32.shl (local.get $node) (i32.const 4)))
    (if (i32.eqz (local.get $shift))
      (then (return (call $run (i32.add (local.get $at) (i32.const 16)) (local.get $count)))))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $here (i32.shl (i32.const 1) (local.get $shift)))
        (if (i32.gt_u (local.get $here) (local.get $count)) (then (local.set $here (local.get $count))))
        (local.set $sum (i64.add (local.get $sum)
          (call $walk (i32.load offset=32 (local.get $at)) (i32.sub (local.get $shift) (i32.const 5)) (local.get $here))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (local.get $here)))
        (br $next)))
    (local.get $sum))

  ;; `vector`: the reference of its HEADER: root at 32, tail at 36, size at 40, where the tail begins at 44, height in the meta word.
  (func (export "sum") (param $vector i32) (result i64)
    (local $at i32) (local $start i32)
    (local.set $at (i32.shl (local.get $vector) (i32.const 4)))
    (local.set $start (i32.load offset=44 (local.get $at)))
    (i64.add
      (call $walk
        (i32.load offset=32 (local.get $at))
        (i32.mul (i32.const 5) (i32.wrap_i64 (i64.shr_u (i64.load offset=8 (local.get $at)) (i64.const 20))))
        (local.get $start))
      (call $run
        (i32.add (i32.shl (i32.load offset=36 (local.get $at)) (i32.const 4)) (i32.const 16))
        (i32.sub (i32.load offset=40 (local.get $at)) (local.get $start))))))
