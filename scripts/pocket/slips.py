"""What people do to a question while they type: cases, missing marks, slips of a letter."""

NEAR = {'a': 's', 'e': 'r', 'i': 'o', 'o': 'p', 'n': 'm', 't': 'r', 's': 'd', 'l': 'k', 'c': 'v', 'h': 'g', 'r': 't', 'u': 'i'}


def slip(word, rng):
    """`word` with one letter swapped, lost, doubled or hit beside; its first letter stays."""
    if len(word) < 4 or not word.isalpha():
        return word
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    if kind == 1:
        return word[:i] + word[i + 1:]
    if kind == 2:
        return word[:i] + word[i] + word[i:]
    return word[:i] + NEAR.get(word[i], word[i]) + word[i + 1:]


def typed(text, rng, keep=(), upper=0.12):
    """`text` as somebody may type it. Of the words in `keep` (a term, a family) none gets a slip."""
    kind = rng.random()
    if kind < 0.22:
        text = text.lower()
    elif kind < 0.22 + upper:
        text = text.upper()
    elif kind < 0.26 + upper:
        text = text[0].lower() + text[1:]
    marks = rng.random()
    if marks < 0.2:
        text = text.rstrip('?.!')
    elif marks < 0.24:
        text = text.rstrip('?.!') + rng.choice(['??', '?!', '!', ' ?', '...', '?', '.'])
    elif marks < 0.26:
        text = ' ' + text + ' '
    if rng.random() < 0.15:
        kept = {w.lower() for name in keep for w in name.split()}
        parts = text.split(' ')
        free = [i for i, w in enumerate(parts) if w.lower().strip('?.!,:') not in kept]
        if free:
            i = rng.choice(free)
            parts[i] = slip(parts[i], rng)
        text = ' '.join(parts)
    return text
