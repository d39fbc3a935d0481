"""Writes random_stream.txt: words of streams, computed from the documentation of RandomStream alone.

Run: python3 random_stream.py > random_stream.txt
Columns: seed; path, where 's:' marks a name and 'n:' a number; position; word as hexadecimal.
"""
MASK32, MASK64 = (1 << 32) - 1, (1 << 64) - 1


def philox(counter, key):
    """Philox4x32-10 of a 128-bit counter under a 64-bit key, as a 128-bit number, word 0 lowest."""
    x = [counter >> (32 * i) & MASK32 for i in range(4)]
    k = [key & MASK32, key >> 32]
    for _ in range(10):
        p0, p2 = x[0] * 0xD2511F53, x[2] * 0xCD9E8D57
        x = [p2 >> 32 ^ x[1] ^ k[0], p2 & MASK32, p0 >> 32 ^ x[3] ^ k[1], p0 & MASK32]
        k = [(k[0] + 0x9E3779B9) & MASK32, (k[1] + 0xBB67AE85) & MASK32]
    return sum(word << (32 * i) for i, word in enumerate(x))


def words(step):
    kind, value = step
    if kind == "n":
        return [-1, value]
    data = value.encode("utf-8")
    return [len(data)] + [int.from_bytes(data[i:i + 8], "little") for i in range(0, len(data), 8)]


def identity(seed, path):
    state = philox(0, seed & MASK64)
    for step in path:
        for word in words(step):
            state = philox(state, word & MASK64)
    return state


def word(state, position):
    block = philox(position // 2 | state >> 64 << 64, state & MASK64)
    return block >> (64 * (position % 2)) & MASK64


PATHS = [
    [], [("s", "episode"), ("n", 12), ("s", "friction")], [("s", "")], [("s", "exactly8")], [("s", "nine char")],
    [("n", 0)], [("n", -1)], [("n", -(1 << 63))], [("s", "12")], [("n", 12)], [("s", "größe µ")], [("s", "a"), ("s", "bc")],
    [("s", "ab"), ("s", "c")],
]
for seed in (0, 1, 42, -1, -(1 << 63)):
    for path in PATHS:
        state = identity(seed, path)
        text = "/".join(f"{kind}:{value}" for kind, value in path)
        for position in (0, 1, 2, 1001, (1 << 63) - 1):
            print(f"{seed};{text};{position};{word(state, position):016x}")
