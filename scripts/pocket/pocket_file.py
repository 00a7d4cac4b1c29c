"""Writes data/pocket/pocket.bin: the header as JSON, the vocabulary, and the weights as int8 with a scale a row.

Little-endian: magic, version, bytes of the JSON, checksum of all that follows the first 16 bytes (FNV-1a over 32-bit words);
then the JSON and the sections at the places that it names, each at a multiple of 4.
"""
import json
import struct
from dataclasses import asdict

import numpy as np
import torch

from bpe import ASSISTANT, BOS, END, USER, vocabulary_file

MAGIC, VERSION = 0x54504641, 1


def quantized(matrix):
    """int8 and the scale of each row: the largest of a row is 127."""
    scales = (np.abs(matrix).max(1) / 127).astype(np.float32)
    scales[scales == 0] = 1
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales


def dequantize(model):
    """Puts into `model` what the file will hold: what is measured is what ships."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 2:
                rows, scales = quantized(parameter.numpy())
                parameter.copy_(torch.from_numpy(rows.astype(np.float32) * scales[:, None]))


def aligned(data):
    return data + b'\0' * (-len(data) % 4)


def checksum(data):
    value = 0x811c9dc5
    for word, in struct.iter_unpack('<I', data):
        value = ((value ^ word) * 0x01000193) & 0xffffffff
    return value


def file_bytes(model, merges):
    sections, at = [], 0
    tensors = {}

    def add(data):
        nonlocal at
        start = at
        sections.append(aligned(data))
        at += len(sections[-1])
        return start

    vocabulary = vocabulary_file(merges)
    place = {'at': add(vocabulary), 'bytes': len(vocabulary)}
    for name, parameter in model.named_parameters():
        array = parameter.detach().numpy()
        name = name.removesuffix('.weight')
        if array.ndim == 1:
            tensors[name] = {'rows': 1, 'columns': len(array), 'at': add(array.astype('<f4').tobytes())}
        else:
            rows, scales = quantized(array)
            tensors[name] = {'rows': array.shape[0], 'columns': array.shape[1], 'at': add(rows.tobytes()),
                             'scalesAt': add(scales.astype('<f4').tobytes())}
    head = {'shape': asdict(model.shape), 'special': {'bos': BOS, 'end': END, 'user': USER, 'assistant': ASSISTANT},
            'vocabulary': place, 'tensors': tensors}
    text = json.dumps(head, separators=(',', ':')).encode()
    text += b' ' * (-len(text) % 4)
    body = text + b''.join(sections)
    return struct.pack('<4I', MAGIC, VERSION, len(text), checksum(body)) + body


def read_file(data):
    """The shape, the merges and the tensors of a file: what `--start-from` goes on from."""
    magic, version, length, _ = struct.unpack_from('<4I', data)
    assert (magic, version) == (MAGIC, VERSION)
    head, body = json.loads(data[16:16 + length]), data[16 + length:]
    place = head['vocabulary']
    vocabulary = body[place['at']:place['at'] + place['bytes']]
    pairs = struct.unpack_from('<8I', vocabulary)[7]
    planes = np.frombuffer(vocabulary[-6 * pairs:], np.uint8).reshape(2, 3, pairs).astype(int)
    left, right = planes[:, 0] | planes[:, 1] << 8 | planes[:, 2] << 16
    tensors = {}
    for name, place in head['tensors'].items():
        rows, columns = place['rows'], place['columns']
        if 'scalesAt' in place:
            whole = np.frombuffer(body, np.int8, rows * columns, place['at']).reshape(rows, columns)
            found = whole.astype(np.float32) * np.frombuffer(body, '<f4', rows, place['scalesAt'])[:, None]
        else:
            found = np.frombuffer(body, '<f4', columns, place['at']).copy()
        tensors[f'{name}.weight'] = torch.from_numpy(found)
    return head['shape'], [(int(a), int(b)) for a, b in zip(left, right)], tensors
