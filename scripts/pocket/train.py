"""Trains Pocket: python3 train.py --steps N [--out FOLDER]. Writes pocket.bin, training.json and reference.json.

One seed gives the same weights on one machine. Nobody needs this to use, test or build the extension.
"""
import argparse
import hashlib
import json
import os
import platform
import random
import time

import numpy as np
import torch

import facts
from bpe import Tokenizer, learn
from corpus import Corpus, source_hashes
from loss import held_out
from model import Pocket, Shape
from muon import Muon
from pocket_file import dequantize, file_bytes, read_file
from rows import Rows
from together import Together

arguments = argparse.ArgumentParser()
arguments.add_argument('--steps', type=int, default=8000)
arguments.add_argument('--seed', type=int, default=1)
arguments.add_argument('--rate', type=float, default=3e-3)
arguments.add_argument('--muon-rate', type=float, default=0.02)
arguments.add_argument('--batch', type=int, default=2560, help='tokens of a step, padding included')
arguments.add_argument('--decay', type=float, default=0.35, help='share of the steps in which the rate goes down')
arguments.add_argument('--resume', help='a step-N.pt of a run with the same options, from before its rate went down')
arguments.add_argument('--start-from', help='a pocket.bin whose vocabulary and weights are the beginning')
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


started_from = None
if options.start_from:
    with open(options.start_from, 'rb') as file:
        beginning = file.read()
    started_from = hashlib.sha256(beginning).hexdigest()
    numbers, merges, first_weights = read_file(beginning)
    shape = Shape(**numbers)
tokenizer = Tokenizer(merges) if started_from else learn_tokenizer()
print('tokenizer', round(time.time() - started), 's', len(tokenizer.bytes), flush=True)

rows = Rows(corpus, tokenizer, shape.window)
model = Pocket(shape)
if started_from:
    model.load_state_dict(first_weights)
size = sum(p.numel() for p in model.parameters())
together = Together(model)
inner = [p for p in model.layers.parameters() if p.dim() == 2]
vectors = [p for p in model.parameters() if p.dim() == 1]
optimizers = [
    (options.muon_rate, Muon(inner, lr=options.muon_rate, weight_decay=0.1)),
    (options.rate, torch.optim.AdamW([{'params': [model.embedding.weight], 'weight_decay': 0.05}, {'params': vectors, 'weight_decay': 0.0}],
                                     lr=options.rate, betas=(0.9, 0.98), fused=True)),
]
print('parameters', size, flush=True)

os.makedirs(options.out, exist_ok=True)
state = {'step': 0, 'curve': [], 'checks': [], 'seen': 0, 'seconds': 0}
source = rows.batches(random.Random(options.seed), options.batch)
if options.resume:
    state = torch.load(options.resume, weights_only=False)
    model.load_state_dict(state.pop('model'))
    for (_, optimizer), kept in zip(optimizers, state.pop('optimizers')):
        optimizer.load_state_dict(kept)
    for _ in range(state['step']):
        next(source)
else:
    state['checks'].append({'step': 0, **held_out(model, rows)})
    print(state['checks'][0], flush=True)


def keep_state(step):
    """For --resume."""
    now = {**state, 'step': step, 'seconds': state['seconds'] + round(time.time() - started), 'model': model.state_dict(),
           'optimizers': [optimizer.state_dict() for _, optimizer in optimizers]}
    torch.save(now, os.path.join(options.out, f'step-{step}.pt'))


recent = []
for step in range(state['step'] + 1, options.steps + 1):
    # One rate for long, then down to nothing: a run can be made shorter or longer from what was saved on the way.
    share = min(1, step / 100, (options.steps + 1 - step) / (options.steps * options.decay))
    for rate, optimizer in optimizers:
        for group in optimizer.param_groups:
            group['lr'] = rate * share
    batch = next(source)
    recent.append(together.gradients(batch))
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for _, optimizer in optimizers:
        optimizer.step()
    state['seen'] += sum(len(ids) for ids, _ in batch)
    if step % 100 == 0 or step == options.steps:
        state['curve'].append([step, round(sum(recent) / len(recent), 4)])
        recent = []
        if step % 400 == 0 or step == options.steps:
            state['checks'].append({'step': step, **held_out(model, rows)})
        if step % 200 == 0 and share == 1:
            keep_state(step)
        print(step, state['curve'][-1][1], round(time.time() - started), 's', state['checks'][-1] if step % 400 == 0 else '', flush=True)
together.end()

dequantize(model)
final = held_out(model, rows)
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
        ids = rows.tokens([(question, answer)])[0][:-1]
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
    'startedFrom': started_from,
    'batch': options.batch,
    'steps': options.steps,
    'rates': {'muon': options.muon_rate, 'adamw': options.rate, 'decay': options.decay},
    'tokensSeen': state['seen'],
    'seconds': state['seconds'] + round(time.time() - started),
    'versions': {'python': platform.python_version(), 'torch': torch.__version__, 'numpy': np.__version__},
    'heldOut': {**final, 'of': {'inside': 200, 'outside': 100}, 'what': 'after int8; whole answers to the letter'},
    'checks': state['checks'],
    'lossCurve': state['curve'],
    'sources': source_hashes(),
})
write('reference.json', reference())
print(final, len(data), 'bytes', round(time.time() - started), 's')
