"""Trains Pocket: python3 train.py --steps N [--out FOLDER]. Writes pocket.bin, training.json and reference.json.

Three processes of one thread each; one seed gives the same weights on one machine. Nobody needs this to use, test or build the extension.
"""
import argparse
import hashlib
import json
import multiprocessing
import os
import platform
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import answers
import facts
from bpe import ASSISTANT, BOS, END, USER, Tokenizer, learn
from corpus import Corpus, source_hashes
from model import Pocket, Shape
from muon import Muon
from pocket_file import dequantize, file_bytes, read_file

arguments = argparse.ArgumentParser()
arguments.add_argument('--steps', type=int, default=6000)
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


# The first tokens of an answer, and of each line of it, decide what it is about: they weigh more. What follows in the sentence for
# what is outside decides nothing, so that most of the time it is left out.
FIRST, FIRST_WEIGHT, SHORT_ANSWER = 6, 3.0, 12
NEWLINE = tokenizer.encode('\n')[0]


def weights(said):
    found, left = [], FIRST
    for token in said:
        found.append(FIRST_WEIGHT if left > 0 else 1.0)
        left = FIRST if token == NEWLINE else left - 1
    return found


def tokens(conversation, rng=None):
    """Token ids, and how much each counts where it is to be predicted: the answers and their ends, and texts without a question."""
    ids, learned = [BOS], [0.0]
    for question, answer in conversation:
        if question is not None:
            asked = [USER, *tokenizer.encode(question), ASSISTANT]
            ids += asked
            learned += [0.0] * len(asked)
        said = [*tokenizer.encode(answer), END]
        if rng and len(conversation) == 1 and answer == answers.OUTSIDE and rng.random() < 0.75:
            said = said[:SHORT_ANSWER]
        ids += said
        learned += weights(said)
    return ids, learned


def fitting(conversation, rng):
    """The tokens of as many of the first turns as the window holds."""
    while True:
        row = tokens(conversation, rng)
        if len(row[0]) <= shape.window:
            return row
        conversation = conversation[:-1]


def batches(rng):
    """Rows of about one length together: one conversation a row, so that nothing looks into another."""
    while True:
        rows = []
        while len(rows) < 1500:
            rows.append(fitting(corpus.conversation(rng), rng))
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
    learned = torch.tensor([row + [0.0] * (length - len(row)) for _, row in rows])
    return ids[:, :-1], ids[:, 1:], learned[:, 1:]


def losses(model, rows):
    """The loss of each learned token, how much it counts, and whether it came first."""
    ids, targets, counts = padded(rows)
    learned = counts > 0
    logits = F.linear(model.hidden(ids)[learned], model.embedding.weight)
    return F.cross_entropy(logits, targets[learned], reduction='none'), counts[learned], logits.argmax(-1) == targets[learned], learned


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
                loss, _, hit, learned = losses(model, part)
            total, count = total + loss.sum().item(), count + len(loss)
            right += sum(bool(h.all()) for h in hit.split(learned.sum(1).tolist()))
        result[name] = right
    return {'loss': round(total / count, 4), **result}


model = Pocket(shape)
if started_from:
    model.load_state_dict(first_weights)
model.share_memory()
size = sum(p.numel() for p in model.parameters())
inner = [p for p in model.layers.parameters() if p.dim() == 2]
vectors = [p for p in model.parameters() if p.dim() == 1]
optimizers = [
    (options.muon_rate, Muon(inner, lr=options.muon_rate, weight_decay=0.1)),
    (options.rate, torch.optim.AdamW([{'params': [model.embedding.weight], 'weight_decay': 0.05}, {'params': vectors, 'weight_decay': 0.0}],
                                     lr=options.rate, betas=(0.9, 0.98), fused=True)),
]
print('parameters', size, flush=True)


def gradients(rows, total):
    """Leaves the gradients of a part of a batch, whose tokens count `total` together, and gives its part of the loss."""
    each, counts, _, _ = losses(model, rows)
    loss = (each * counts).sum() / total
    model.zero_grad(set_to_none=False)
    loss.backward()
    return loss.item()


def help_along(connection, shared, parent):
    """A process beside this one: it works on its part of each batch and leaves the gradients in memory that both see."""
    torch.set_num_threads(1)
    # Who was killed says nothing: its child would wait for ever.
    while os.getppid() == parent:
        if not connection.poll(5):
            continue
        job = connection.recv()
        if job is None:
            return
        loss = gradients(*job)
        torch.cat([p.grad.flatten() for p in model.parameters()], out=shared)
        connection.send(loss)


def start_helper():
    shared = torch.zeros(size).share_memory_()
    connection, far_end = multiprocessing.Pipe()
    process = multiprocessing.get_context('fork').Process(target=help_along, args=(far_end, shared, os.getpid()), daemon=True)
    process.start()
    return process, connection, shared


helpers = [start_helper() for _ in range(2)]


def step_on(rows):
    """All parts of a batch, then one step of the optimizers. The sum is always taken in the same order. This process has other
    work too, so its part is the smallest."""
    total = sum(sum(learned) for _, learned in rows)
    parts = [[row for i, row in enumerate(rows) if i % 7 // 3 == part] for part in range(2)]
    at_work = [(helper, part) for helper, part in zip(helpers, parts) if part]
    for (_, connection, _), part in at_work:
        connection.send((part, total))
    own = rows[6::7]
    loss = gradients(own, total) if own else 0.0
    if not own:
        model.zero_grad(set_to_none=False)
    for (_, connection, shared), _ in at_work:
        loss += connection.recv()
        for p, other in zip(model.parameters(), shared.split([p.numel() for p in model.parameters()])):
            p.grad = p.grad + other.view_as(p) if p.grad is not None else other.view_as(p).clone()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for _, optimizer in optimizers:
        optimizer.step()
    return loss


os.makedirs(options.out, exist_ok=True)
state = {'step': 0, 'curve': [], 'checks': [], 'seen': 0, 'seconds': 0}
source = batches(random.Random(options.seed))
if options.resume:
    state = torch.load(options.resume, weights_only=False)
    model.load_state_dict(state.pop('model'))
    for (_, optimizer), kept in zip(optimizers, state.pop('optimizers')):
        optimizer.load_state_dict(kept)
    for _ in range(state['step']):
        next(source)
if not options.resume:
    state['checks'].append({'step': 0, **held_out(model)})
    print(state['checks'][0], flush=True)
recent = []
for step in range(state['step'] + 1, options.steps + 1):
    # One rate for long, then down to nothing: a run can be made shorter or longer from what was saved on the way.
    share = min(1, step / 100, (options.steps + 1 - step) / (options.steps * options.decay))
    for rate, optimizer in optimizers:
        for group in optimizer.param_groups:
            group['lr'] = rate * share
    rows = next(source)
    recent.append(step_on(rows))
    state['seen'] += sum(len(ids) for ids, _ in rows)
    if step % 100 == 0 or step == options.steps:
        state['curve'].append([step, round(sum(recent) / len(recent), 4)])
        recent = []
        if step % 400 == 0 or step == options.steps:
            state['checks'].append({'step': step, **held_out(model)})
        if step % 200 == 0 and share == 1:
            now = {**state, 'step': step, 'seconds': state['seconds'] + round(time.time() - started), 'model': model.state_dict(),
                   'optimizers': [optimizer.state_dict() for _, optimizer in optimizers]}
            torch.save(now, os.path.join(options.out, f'step-{step}.pt'))
        print(step, state['curve'][-1][1], round(time.time() - started), 's', state['checks'][-1] if step % 400 == 0 else '', flush=True)
for process, connection, _ in helpers:
    connection.send(None)
    process.join()

dequantize(model)
final = held_out(model)
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
