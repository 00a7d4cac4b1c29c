"""Trains Pocket: python3 train.py --steps N [--out FOLDER]. Writes pocket.bin, training.json and reference.json.

One thread and one seed give the same weights on one machine. Nobody needs this to use, test or build the extension.
"""
import argparse
import hashlib
import json
import math
import os
import platform
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import facts
from bpe import ASSISTANT, BOS, END, USER, Tokenizer, learn
from corpus import Corpus, source_hashes
from model import Pocket, Shape
from pocket_file import dequantize, file_bytes

arguments = argparse.ArgumentParser()
arguments.add_argument('--steps', type=int, default=6000)
arguments.add_argument('--seed', type=int, default=1)
arguments.add_argument('--rate', type=float, default=2.5e-3)
arguments.add_argument('--batch', type=int, default=2560, help='tokens of a step, padding included')
arguments.add_argument('--layers', type=int, default=Shape.layers)
arguments.add_argument('--feed-forward', type=int, default=Shape.feedForward)
arguments.add_argument('--out', default=os.path.join(facts.ROOT, 'data/pocket'))
options = arguments.parse_args()

torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)
# Products of matrices in bf16 inside, sums in f32: ten times as fast where the processor can do that.
torch.set_float32_matmul_precision('medium')
torch.manual_seed(options.seed)

started = time.time()
corpus = Corpus()
corpus.held()
shape = Shape(layers=options.layers, feedForward=options.feed_forward)


def learn_tokenizer():
    rng = random.Random(options.seed)
    texts = [text for _ in range(12000) for turn in corpus.conversation(rng) for text in turn if text]
    return Tokenizer(learn(texts, shape.vocabulary))


tokenizer = learn_tokenizer()
print('tokenizer', round(time.time() - started), 's', len(tokenizer.bytes), flush=True)


def tokens(conversation):
    """Token ids, and for each whether it is to be predicted: the answers and their ends, and texts without a question."""
    ids, learned = [BOS], [False]
    for question, answer in conversation:
        if question is not None:
            asked = [USER, *tokenizer.encode(question), ASSISTANT]
            ids += asked
            learned += [False] * len(asked)
        said = [*tokenizer.encode(answer), END]
        ids += said
        learned += [True] * len(said)
    return ids, learned


def batches(rng):
    """Rows of about one length together: one conversation a row, so that nothing looks into another."""
    while True:
        rows = []
        while len(rows) < 1500:
            row = tokens(corpus.conversation(rng))
            if len(row[0]) <= shape.window:
                rows.append(row)
        rows.sort(key=lambda row: len(row[0]))
        made, start = [], 0
        while start < len(rows):
            end = start + 1
            while end < len(rows) and (end + 1 - start) * len(rows[end][0]) <= options.batch:
                end += 1
            made.append(rows[start:end])
            start = end
        rng.shuffle(made)
        yield from made


def padded(rows):
    length = max(len(ids) for ids, _ in rows)
    ids = torch.tensor([row + [END] * (length - len(row)) for row, _ in rows])
    learned = torch.tensor([row + [False] * (length - len(row)) for _, row in rows])
    return ids[:, :-1], ids[:, 1:], learned[:, 1:]


def losses(model, rows):
    """The loss of each learned token, and whether it came first."""
    ids, targets, learned = padded(rows)
    logits = F.linear(model.hidden(ids)[learned], model.embedding.weight)
    return F.cross_entropy(logits, targets[learned], reduction='none'), logits.argmax(-1) == targets[learned], learned


def held_out(model):
    """Loss on the held questions, and how many answers a greedy reader would get to the letter, inside and outside."""
    result, total, count = {}, 0.0, 0
    groups = {'inside': [], 'outside': []}
    for question, answer in corpus.expected.items():
        groups['inside' if 'small teaching model' not in answer else 'outside'].append(tokens([(question, answer)]))
    for name, rows in groups.items():
        right = 0
        for at in range(0, len(rows), 20):
            part = rows[at:at + 20]
            with torch.no_grad():
                loss, hit, learned = losses(model, part)
            total, count = total + loss.sum().item(), count + len(loss)
            right += sum(bool(h.all()) for h in hit.split(learned.sum(1).tolist()))
        result[name] = right
    return {'loss': round(total / count, 4), **result}


model = Pocket(shape)
size = sum(p.numel() for p in model.parameters())
matrices = [p for p in model.parameters() if p.dim() == 2]
vectors = [p for p in model.parameters() if p.dim() == 1]
optimizer = torch.optim.AdamW([{'params': matrices, 'weight_decay': 0.1}, {'params': vectors, 'weight_decay': 0.0}],
                              lr=options.rate, betas=(0.9, 0.98), fused=True)
print('parameters', size, flush=True)

curve, checks, seen, recent = [], [], 0, []
source = batches(random.Random(options.seed))
for step in range(1, options.steps + 1):
    done = step / options.steps
    rate = options.rate * min(1, step / 100) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * done)))
    for group in optimizer.param_groups:
        group['lr'] = rate
    rows = next(source)
    loss = losses(model, rows)[0].mean()
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    seen += sum(len(ids) for ids, _ in rows)
    recent.append(loss.item())
    if step % 100 == 0:
        curve.append([step, round(sum(recent) / len(recent), 4)])
        recent = []
        if step % 500 == 0 or step == options.steps:
            checks.append({'step': step, **held_out(model)})
        print(step, curve[-1][1], round(time.time() - started), 's', checks[-1] if step % 500 == 0 else '', flush=True)

dequantize(model)
final = held_out(model)
os.makedirs(options.out, exist_ok=True)
data = file_bytes(model, tokenizer.merges)
with open(os.path.join(options.out, 'pocket.bin'), 'wb') as file:
    file.write(data)


def write(name, value):
    with open(os.path.join(options.out, name), 'w', encoding='utf-8') as file:
        file.write(json.dumps(value, indent=2, ensure_ascii=False) + '\n')


def reference():
    """For some prompts the token ids and, at the last place, the five likeliest with their logits, by torch in f32 or better."""
    torch.set_float32_matmul_precision('highest')
    exact = model.double()
    exact.cos, exact.sin = exact.cos.double(), exact.sin.double()
    made = []
    for question in [*list(corpus.expected)[::12], 'Grüße aus 東京 🙂\n\n  x  = 1']:
        answer = corpus.expected.get(question, '')
        ids = tokens([(question, answer)])[0][:-1]
        asked = len(tokenizer.encode(question)) + 3
        for length in {asked, min(len(ids), asked + 9)}:
            with torch.no_grad():
                logits = exact(torch.tensor([ids[:length]]))[0, -1]
            top = logits.topk(5)
            made.append({'question': question, 'ids': ids[:length], 'top': [
                [i, round(v, 6)] for i, v in zip(top.indices.tolist(), top.values.tolist())]})
    return made


write('training.json', {
    'parameters': size,
    'bytes': len(data),
    'sha256': hashlib.sha256(data).hexdigest(),
    'seed': options.seed,
    'steps': options.steps,
    'rate': options.rate,
    'tokensSeen': seen,
    'seconds': round(time.time() - started),
    'processorSeconds': round(time.process_time()),
    'versions': {'python': platform.python_version(), 'torch': torch.__version__, 'numpy': np.__version__},
    'heldOut': {**final, 'of': {'inside': 200, 'outside': 100}, 'what': 'after int8; whole answers to the letter'},
    'checks': checks,
    'lossCurve': curve,
    'sources': source_hashes(),
})
write('reference.json', reference())
print(final, len(data), 'bytes', round(time.time() - started), 's')
