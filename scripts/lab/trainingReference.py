"""Writes what torch makes of the lab's small network, which the unit tests compare with: losses, gradients, weights after steps.

python3 scripts/lab/trainingReference.py, with Debian's python3-torch; then npx oxfmt on the file.
"""
import json
from pathlib import Path

import torch
import torch.nn.functional as F

FILE = Path(__file__).parents[2] / 'test/unit/core/lab/training/torch.json'
# As `SmallShape` in src/core/lab/training/smallNetwork.ts.
SHAPE = {'vocabulary': 5, 'width': 4, 'heads': 2, 'layers': 1, 'window': 6}
EPSILON = 1e-5
# Of different lengths, with tokens that stand there twice: their gradients add up.
TEXTS = [[1, 4, 0, 1, 3], [2, 2, 1]]
PREFERENCE = {'prompt': [0, 3], 'chosen': [1, 2, 4], 'rejected': [4, 0]}
BETA = 0.3
TEXT_OPTIMIZER = {'rate': 0.01, 'decay': 0.02, 'beta1': 0.9, 'beta2': 0.99}
PREFERENCE_OPTIMIZER = {'rate': 0.002, 'decay': 0.0, 'beta1': 0.9, 'beta2': 0.99}
STEPS = 3


def weights():
    """By the order of `SmallNetwork.weights`. Two digits, so that the file holds them as they are."""
    width = SHAPE['width']
    layer = [(width, width)] * 4 + [(2 * width, width), (width, 2 * width)]
    shapes = [(SHAPE['vocabulary'], width), (SHAPE['window'], width)] + layer * SHAPE['layers']
    made = [(torch.randn(shape, dtype=torch.float64) * 0.6).mul(100).round().div(100) for shape in shapes]
    return [weight.requires_grad_() for weight in made]


def logits(network, ids):
    """[tokens × vocabulary]; every operation is torch's own."""
    tokens, positions, *rest = network
    norm = lambda x: F.rms_norm(x, (SHAPE['width'],), eps=EPSILON)
    heads = lambda x: x.view(len(ids), SHAPE['heads'], -1).transpose(0, 1)
    x = F.embedding(torch.tensor(ids), tokens) + positions[:len(ids)]
    for at in range(0, len(rest), 6):
        query, key, value, output, up, down = rest[at:at + 6]
        seen = norm(x)
        q, k, v = (heads(F.linear(seen, matrix)) for matrix in (query, key, value))
        gathered = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + F.linear(gathered.transpose(0, 1).reshape(len(ids), -1), output)
        x = x + F.linear(F.silu(F.linear(norm(x), up)), down)
    return F.linear(norm(x), tokens)


def score(network, prompt, answer):
    """ln of the probability of an answer."""
    ids = prompt + answer
    shares = F.log_softmax(logits(network, ids[:-1])[len(prompt) - 1:], -1)
    return shares.gather(1, torch.tensor(answer)[:, None]).sum()


def text_loss(network):
    losses = [F.cross_entropy(logits(network, ids[:-1]), torch.tensor(ids[1:])) for ids in TEXTS]
    return sum(losses) / len(losses)


def preference_loss(network, reference):
    lead = lambda answer: score(network, PREFERENCE['prompt'], answer) - score(reference, PREFERENCE['prompt'], answer).detach()
    return -F.logsigmoid(BETA * (lead(PREFERENCE['chosen']) - lead(PREFERENCE['rejected'])))


def numbers(tensors):
    return [[float(f'{number:.10g}') for number in tensor.flatten().tolist()] for tensor in tensors]


def train(start, loss_of, options, told_after):
    """The losses before each step; the gradients of the first; the weights after some steps."""
    network = [weight.detach().clone().requires_grad_() for weight in start]
    optimizer = torch.optim.AdamW(
        network, lr=options['rate'], weight_decay=options['decay'], betas=(options['beta1'], options['beta2']), eps=1e-8)
    losses, told = [], {}
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        losses.append(loss.item())
        if step == 1:
            told['gradients'] = numbers([weight.grad for weight in network])
        optimizer.step()
        if step in told_after:
            told[f'after{step}'] = numbers([weight.detach() for weight in network])
    return {'optimizer': options, 'losses': losses, **told}


def main():
    torch.manual_seed(1)
    start, reference = weights(), weights()
    FILE.write_text(json.dumps({
        'torch': torch.__version__,
        'shape': SHAPE,
        'weights': numbers(start),
        'text': {'texts': TEXTS, **train(start, text_loss, TEXT_OPTIMIZER, (1, STEPS))},
        'preference': {
            **PREFERENCE,
            'beta': BETA,
            'reference': numbers(reference),
            **train(start, lambda network: preference_loss(network, reference), PREFERENCE_OPTIMIZER, (STEPS,)),
        },
    }, indent=1) + '\n')


if __name__ == '__main__':
    main()
