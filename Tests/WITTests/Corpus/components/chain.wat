;; What one inner component exports is given to the next, which passes it on under names of its own.
(component
  (component $a
    (type $r (record (field "a" u32)))
    (core module $m (func (export "f") (param i32)))
    (core instance $i (instantiate $m))
    (func $f (param "x" $r) (canon lift (core func $i "f")))
    (instance $x (export "t" (type $r)) (export "f" (func $f)))
    (export "a:b/i" (instance $x)))
  (component $b
    (import "a:b/i" (instance $i
      (type $r (record (field "a" u32)))
      (export "t" (type $t (eq $r)))
      (export "f" (func (param "x" $t)))))
    (alias export $i "t" (type $t))
    (alias export $i "f" (func $f))
    (instance $x (export "t2" (type $t)) (export "g" (func $f)))
    (export "a:b/j" (instance $x)))
  (instance $ai (instantiate $a))
  (alias export $ai "a:b/i" (instance $ii))
  (instance $bi (instantiate $b (with "a:b/i" (instance $ii))))
  (alias export $bi "a:b/j" (instance $j))
  (export "a:b/j" (instance $j)))
