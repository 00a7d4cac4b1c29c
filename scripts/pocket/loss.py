"""How far the network is from what it is to say: for each token, and on the questions that measure it."""
import torch
import torch.nn.functional as F

from rows import padded


def losses(model, rows):
    """The loss of each learned token, how much it counts, and whether it came first."""
    ids, targets, counts = padded(rows)
    learned = counts > 0
    logits = F.linear(model.hidden(ids)[learned], model.embedding.weight)
    return F.cross_entropy(logits, targets[learned], reduction='none'), counts[learned], logits.argmax(-1) == targets[learned], learned


def held_out(model, rows):
    """Loss on the held questions, and how many answers a greedy reader would get to the letter, inside and outside."""
    result, total, count = {}, 0.0, 0
    groups = {'inside': [], 'outside': []}
    for question, answer in rows.corpus.expected.items():
        groups['inside' if 'small teaching model' not in answer else 'outside'].append(rows.tokens([(question, answer)]))
    for name, asked in groups.items():
        right = 0
        for at in range(0, len(asked), 20):
            part = asked[at:at + 20]
            with torch.no_grad():
                loss, _, hit, learned = losses(model, part)
            total, count = total + loss.sum().item(), count + len(loss)
            right += sum(bool(h.all()) for h in hit.split(learned.sum(1).tolist()))
        result[name] = right
    return {'loss': round(total / count, 4), **result}
