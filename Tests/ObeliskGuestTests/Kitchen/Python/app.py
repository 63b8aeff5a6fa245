"""The kitchen's echo in Python: each function gives back what it got."""

from componentize_py_types import Err
from wit_world import exports


class Sink(exports.Sink):
    def same_bool(self, v):
        return v

    def same_u8(self, v):
        return v

    def same_u16(self, v):
        return v

    def same_u32(self, v):
        return v

    def same_u64(self, v):
        return v

    def same_s8(self, v):
        return v

    def same_s16(self, v):
        return v

    def same_s32(self, v):
        return v

    def same_s64(self, v):
        return v

    def same_f32(self, v):
        return v

    def same_f64(self, v):
        return v

    def same_char(self, v):
        return v

    def same_string(self, v):
        return v

    def bytes(self, v):
        return v

    def doubles(self, v):
        return v

    def words(self, v):
        return v

    def letters(self, v):
        return v

    def truths(self, v):
        return v

    def maybe(self, v):
        return v

    def maybe_maybe(self, v):
        return v

    def maybe_thrice(self, v):
        return v

    def outcome(self, v):
        return v

    def no_success(self, v):
        return v

    def no_error(self, v):
        return v

    def bare_outcome(self, v):
        return v

    def deep_outcome(self, v):
        return v

    def pair(self, v):
        return v

    def solo(self, v):
        return v

    def mixed(self, v):
        return v

    def same_numbers(self, v):
        return v

    def same_texts(self, v):
        return v

    def same_shape(self, v):
        return v

    def same_kind(self, v):
        return v

    def same_few(self, v):
        return v

    def same_medium(self, v):
        return v

    def same_many(self, v):
        return v

    def same_everything(self, v):
        return v

    def same_lines(self, v):
        return v

    def entries(self, v):
        return v

    def all_of_it(self, v):
        return v

    def choices(self, v):
        return v

    def same_case(self, v):
        return v

    def holder(self, v):
        return v

    def two(self, *values):
        return values

    def sixteen(self, *values):
        return values

    def seventeen(self, *values):
        return values

    def twenty(self, *values):
        return values

    def joined(self, *values):
        return values

    def fail_variant(self, v):
        raise Err(v)

    def fail_kind(self, v):
        raise Err(v)

    def fail_bytes(self, v):
        raise Err(v)

    def fail_record(self, v):
        raise Err(v)

    def fail_pair(self, v):
        raise Err(v)

    def fail_text(self, v):
        raise Err(v)

    def fail_silently(self):
        raise Err(None)

    def succeed_silently(self):
        pass
