"""The answers that Pocket is trained to give. A name comes first, so that what follows hangs on the name alone."""
from facts import CHANGES, sentences

OUTSIDE = (
    'I am Pocket, a small teaching model that knows AI terms and model families only; this needs a real model, which has '
    'billions of weights: add one with an API key, or run one on a local server.'
)
NUMBERS = (
    'Prices, context windows and dates change, so I did not learn them: look at the model in Model Families, '
    'where they stand with their source.'
)
GREETING = 'Hello! I am Pocket. Ask me what an AI term means, who makes a family of models, or how two terms differ.'
SELF = (
    'I am Pocket, a very small language model that runs inside this editor. I learned the glossary and the families of this '
    'guide, and I can be wrong: trust the card below my words.'
)
THANKS = 'You are welcome. Ask me about another term.'

# A part of OUTSIDE by which it is known again.
OUTSIDE_MARK = 'small teaching model'

STATES = {'closed': 'closed', 'open-weights': 'open', 'mixed': 'partly open'}


def title(name):
    """`agent` as the first word of a sentence; `vLLM` and `top_p` stay as they are."""
    return name[0].upper() + name[1:] if name[:2].islower() or name[1:2] in '- ' else name


def meaning(term):
    return f'{title(term.name)}: {term.summary}'


def matters(term):
    return f'{title(term.name)}, in practice: {term.why}'


def difference(a, b):
    because = a.confused.get(b.id) or b.confused.get(a.id)
    if because:
        return f'{title(a.name)} and {b.name}: {because}'
    return f'{title(a.name)}: {sentences(a.summary)[0]}\n{title(b.name)}: {sentences(b.summary)[0]}'


def maker(family):
    return f'{family.name} is made by {family.maker}.'


def model_maker(family):
    return f'It belongs to the family {family.name}, made by {family.maker}.'


def openness(family):
    return f'{family.name} is {STATES[family.openness]}: {family.note}'


def about(family):
    kept = not CHANGES.search(family.summary)
    return f'{family.name} is a family of models made by {family.maker}. {family.summary if kept else family.strengths}'


def strengths(family):
    return f'Strengths of {family.name}: {family.strengths}'


def makes(family):
    return f'{family.maker} makes the family {family.name}.'


def family_list(families, state):
    names = ', '.join(f.name for f in families if state in (None, f.openness))
    if state is None:
        return f'The families in this guide: {names}.'
    return f'Families that are {STATES[state]}: {names}.'
