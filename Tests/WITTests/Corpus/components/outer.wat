;; Types taken from components further out, two levels deep, and an inner component handed on as an argument.
(component
  (type $u (tuple u32 string))
  (component $inner
    (alias outer 1 0 (type $t))
    (component $deepest
      (alias outer 2 0 (type $t))
      (export "pair" (type $t)))
    (instance $d (instantiate $deepest))
    (alias export $d "pair" (type $x))
    (instance $bag (export "pair" (type $x)))
    (export "demo:outer/deep" (instance $bag)))
  (component $runner
    (import "what" (component $c
      (export "demo:outer/deep" (instance (type $t (tuple u32 string)) (export "pair" (type (eq $t)))))))
    (instance $i (instantiate $c))
    (alias export $i "demo:outer/deep" (instance $deep))
    (export "demo:outer/deep" (instance $deep)))
  (instance $r (instantiate $runner (with "what" (component $inner))))
  (alias export $r "demo:outer/deep" (instance $deep))
  (export "demo:outer/deep" (instance $deep)))
