"""Byte-level BPE with the pre-tokenizer of GPT-2: learned here, read by src/core/tokens/engine."""
import re
import struct
import unicodedata
from collections import Counter

SPECIAL = ['<|bos|>', '<|end|>', '<|user|>', '<|assistant|>']
BOS, END, USER, ASSISTANT = range(4)
FIRST_BYTE = len(SPECIAL)

CONTRACTION = re.compile(r"'(?:s|t|re|ve|m|ll|d)")
# Over classes of characters: B a blank, W other white space, L letters, N numbers, O the others.
PIECE = re.compile(r'B?L+|B?N+|B?O+|[BW]+(?![^BW])|[BW]+')


def char_class(char):
    if char == ' ':
        return 'B'
    if char.isspace() and char not in '\x1c\x1d\x1e\x1f':
        return 'W'
    first = unicodedata.category(char)[0]
    return first if first in 'LN' else 'O'


def pieces(text):
    classes = ''.join(map(char_class, text))
    at = 0
    while at < len(text):
        match = CONTRACTION.match(text, at) or PIECE.match(classes, at)
        yield text[at:match.end()]
        at = match.end()


class Tokenizer:
    """Merges are pairs of ids; the id of a merge is its rank, after the special tokens and the bytes."""

    def __init__(self, merges):
        self.merges = merges
        self.ranks = {tuple(pair): FIRST_BYTE + 256 + i for i, pair in enumerate(merges)}
        self.bytes = [b''] * FIRST_BYTE + [bytes([b]) for b in range(256)]
        for left, right in merges:
            self.bytes.append(self.bytes[left] + self.bytes[right])
        self.cache = {}

    def piece(self, text):
        ids = self.cache.get(text)
        if ids is None:
            ids = [FIRST_BYTE + b for b in text.encode()]
            while len(ids) > 1:
                rank, at = min((self.ranks.get(pair, 1 << 30), i) for i, pair in enumerate(zip(ids, ids[1:])))
                if rank == 1 << 30:
                    break
                ids[at:at + 2] = [rank]
            self.cache[text] = ids
        return ids

    def encode(self, text):
        return [i for piece in pieces(text) for i in self.piece(piece)]

    def decode(self, ids):
        return b''.join(self.bytes[i] for i in ids).decode(errors='replace')


def learn(texts, size):
    """The merges of a vocabulary of `size`: always the most frequent pair, the lowest ids among equals."""
    counts = Counter(piece for text in texts for piece in pieces(text))
    words = [[FIRST_BYTE + b for b in piece.encode()] for piece in counts]
    weights = list(counts.values())
    pairs, where = Counter(), {}
    for i, word in enumerate(words):
        for pair in zip(word, word[1:]):
            pairs[pair] += weights[i]
            where.setdefault(pair, set()).add(i)
    merges = []
    while len(merges) < size - FIRST_BYTE - 256:
        best = max(pairs, key=lambda pair: (pairs[pair], -pair[0], -pair[1]))
        made = FIRST_BYTE + 256 + len(merges)
        merges.append(best)
        for i in sorted(where[best]):
            word, weight = words[i], weights[i]
            for pair in zip(word, word[1:]):
                pairs[pair] -= weight
            at = 0
            while at < len(word) - 1:
                if (word[at], word[at + 1]) == best:
                    word[at:at + 2] = [made]
                at += 1
            for pair in zip(word, word[1:]):
                pairs[pair] += weight
                where.setdefault(pair, set()).add(i)
        del pairs[best]
    return merges


def checksum(content, length):
    """As `vocabularyChecksum` in src/core/tokens/engine/vocabularyFile.ts; `content` starts after the header."""
    value = length
    words = [w for w, in struct.iter_unpack('<i', content[:len(content) // 4 * 4])]
    for part in [*words, *content[len(words) * 4:]]:
        value = ((value ^ part) * 0x01000193) & 0xffffffff
    return value


def vocabulary_file(merges):
    """The vocabulary as the token engine reads it (src/core/tokens/engine/vocabularyFile.ts)."""
    none, unit, pair = 0, 1, 2
    runs = [none | FIRST_BYTE << 3, unit | 256 << 3, pair | len(merges) << 3]
    planes = b''.join(bytes((m[side] >> shift) & 255 for m in merges) for side in (0, 1) for shift in (0, 8, 16))
    body = struct.pack('<3I', *runs) + bytes([1] * 256) + bytes(range(256)) + planes
    count = FIRST_BYTE + 256 + len(merges)
    header = [0x56474641, 3, 0, count, len(runs), 256, 256, len(merges)]
    return struct.pack('<9I', *header, checksum(body, 36 + len(body))) + body
