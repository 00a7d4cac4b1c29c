"""The corpus of Pocket: conversations made from data/ without end, each from a seed; and the questions that measure it.

`python3 corpus.py` writes data/pocket/questions.json and prints some conversations.
"""
import hashlib
import glob
import json
import os
import random
import re
import sys
from collections import Counter

import answers
import facts
import frames
import outside
import shapes_families
import shapes_talk
import shapes_terms
from slips import typed

HERE = os.path.dirname(os.path.abspath(__file__))
# What the corpus is made of: whoever changes one of these makes it drift (`npm run check:pocket`).
SOURCES = ['data/glossary/*.yml', 'data/families.yml', 'data/models/*.yml', 'data/guide/*.md', 'data/senses/cases/fit-*.yml',
           'scripts/pocket/*.py', 'scripts/pocket/*.txt']
INSIDE_HELD = 200


def source_hashes():
    files = sorted(f for pattern in SOURCES for f in glob.glob(os.path.join(facts.ROOT, pattern)))
    read = lambda f: hashlib.sha256(open(f, 'rb').read()).hexdigest()[:16]
    return {os.path.relpath(f, facts.ROOT).replace(os.sep, '/'): read(f) for f in files}


def plural(form):
    if not form[-1].isalpha() or form.endswith(('s', 'ing')) or '_' in form:
        return form
    return form[:-1] + 'ies' if form.endswith('y') and form[-2] not in 'aeiou' else form + 's'


def article(form, rng):
    if rng.random() < 0.5:
        return form
    return rng.choice(['the ', 'a ', 'a ', 'a ']).replace('a ', 'an ' if form[0].lower() in 'aeiou' else 'a ') + form


class Corpus:
    def __init__(self):
        self.terms, self.families, self.guide = facts.terms(), facts.families(), facts.guide()
        self.texts = facts.pasted()
        self.by_id = {t.id: t for t in self.terms}
        self.pairs = sorted({tuple(sorted((t.id, other))) for t in self.terms for other in [*t.related, *t.confused]})
        self.known = [f for t in self.terms for f in t.forms]
        taken = {w.lower() for f in self.known for w in re.findall(r'\w+', f)}
        taken |= {w.lower() for f in self.families for name in [*f.names, f.maker, *f.models] for w in re.findall(r'\w+', name)}
        taken |= {plural(w) for w in taken}
        counts = Counter(w for text in self.texts for w in re.findall(r'\b[a-z]{4,}\b', text))
        with open(os.path.join(HERE, 'words.txt'), encoding='utf-8') as file:
            english = [w for line in file if not line.startswith('#') for w in line.split()]
        self.made_up = sorted({w for w in [*counts, *english] if w.lower() not in taken})
        # Words that say nothing: the most frequent ones tell kinds of questions apart, and are none of them.
        common = {w for w, _ in counts.most_common(60)}
        self.noise = [w for w in self.made_up if w not in common and not w.startswith(('differ', 'impor', 'compan', 'open', 'clos'))]
        self.states = list(shapes_families.LISTS)
        # Two terms that are confused are asked about more often than two that only have to do with each other.
        self.pair_weights = [3 if a in self.by_id[b].confused or b in self.by_id[a].confused else 1 for a, b in self.pairs]
        # The term or family of the question before: what "it" means in the next one.
        self.topic = None
        # What a held question was answered with, for the held-out loss.
        self.expected = {}

    # Each of these gives a question, its answer, and the names in it that get no slips.

    def ask(self, shape, form, rng):
        words = {'t': form, 'a': article(form, rng), 'p': plural(form), 'f': form, 'k': form, 'm': form}
        for name, word in words.items():
            shape = shape.replace('{' + name + '}', word)
        return shape

    # How often a term is called by its first name: less often while it is learned, for each of the others is rare.
    name_share = 0.3

    def form(self, term, rng):
        if rng.random() < self.name_share:
            return term.name
        # An abbreviation is what most people type, and says least to who learns: twice as often as another form.
        return rng.choice([*term.forms, *(form for form in term.forms if len(form) < 6)])

    def meaning(self, rng, asked=shapes_terms.MEANING):
        term = self.topic = rng.choice(self.terms)
        form = self.form(term, rng)
        shape = rng.choice(asked)
        if asked is shapes_terms.MEANING:
            shape = frames.composed(rng) if rng.random() < 0.4 else shape
            shape = frames.disturbed(shape, rng, self.noise) if rng.random() < 0.3 else shape
        return self.ask(shape, form, rng), answers.meaning(term), [form]

    def why(self, rng, asked=shapes_terms.WHY):
        term = self.topic = rng.choice(self.terms)
        form = self.form(term, rng)
        return self.ask(rng.choice(asked), form, rng), answers.matters(term), [form]

    def difference(self, rng, asked=shapes_terms.DIFFERENCE):
        if rng.random() < 0.75:
            a, b = (self.by_id[i] for i in rng.choices(self.pairs, self.pair_weights)[0])
        else:
            a, b = rng.sample(self.terms, 2)
        if rng.random() < 0.5:
            a, b = b, a
        u, v = self.form(a, rng), self.form(b, rng)
        shape = rng.choice(asked)
        if rng.random() < 0.2:
            u, v = article(u, rng), article(v, rng)
        return shape.replace('{u}', u).replace('{v}', v), answers.difference(a, b), [u, v]

    def family_name(self, family, rng):
        return rng.choice(family.names)

    def maker(self, rng, asked=shapes_families.MAKER):
        family = self.topic = rng.choice(self.families)
        if rng.random() < (0.45 if asked is shapes_families.MAKER else 0.6):
            name = self.family_name(family, rng)
            return self.ask(rng.choice(asked), name, rng), answers.maker(family), [name]
        name = rng.choice(family.models)
        return self.ask(rng.choice(asked), name, rng), answers.model_maker(family), [name]

    def openness(self, rng, asked=shapes_families.OPENNESS):
        family = self.topic = rng.choice(self.families)
        name = self.family_name(family, rng)
        return self.ask(rng.choice(asked), name, rng), answers.openness(family), [name]

    def about(self, rng):
        family = self.topic = rng.choice([f for f in self.families if f.id != 'gpt'])
        name = self.family_name(family, rng)
        return self.ask(rng.choice(shapes_families.ABOUT), name, rng), answers.about(family), [name]

    def strengths(self, rng):
        family = self.topic = rng.choice(self.families)
        name = self.family_name(family, rng)
        return self.ask(rng.choice(shapes_families.STRENGTHS), name, rng), answers.strengths(family), [name]

    def makes(self, rng):
        # The maker DeepSeek is called as its family.
        family = rng.choice([f for f in self.families if f.maker != f.name])
        name = rng.choice([family.maker, family.maker.replace(' AI', '').replace(' DeepMind', '')])
        if name in family.names:
            name = family.maker
        return self.ask(rng.choice(shapes_families.MAKES), name, rng), answers.makes(family), [name]

    def families_listed(self, rng):
        state = rng.choice(self.states)
        return rng.choice(shapes_families.LISTS[state]), answers.family_list(self.families, state), []

    def numbers(self, rng):
        family = rng.choice(self.families)
        one, other = (rng.choice([*family.models, *family.names]) for _ in range(2))
        shape = rng.choice(shapes_families.NUMBERS).replace('{n}', other).replace('{f}', family.name)
        return self.ask(shape, one, rng), answers.NUMBERS, [one, other]

    def talk(self, rng):
        asked, answer = rng.choice([(shapes_talk.GREETING, answers.GREETING), (shapes_talk.SELF, answers.SELF), (shapes_talk.THANKS, answers.THANKS)])
        return rng.choice(asked), answer, []

    def outside(self, rng):
        return outside.prompt(rng, self.known, self.texts, self.made_up), answers.OUTSIDE, []

    MIX = [(meaning, 34), (why, 14), (difference, 30), (maker, 7), (openness, 3.5), (about, 1.5), (strengths, 1.5), (makes, 1.5),
           (families_listed, 0.5), (numbers, 2), (talk, 2), (outside, 24)]

    # How often a conversation has one turn, two, and so on.
    SESSIONS = [64, 9, 6, 5, 5, 4, 4, 3]

    OUTSIDE = outside
    FRAMED = (meaning, why, difference, maker, openness, about, strengths)

    def follow_up(self, topic, rng):
        """A question that names nothing: it is about what was asked before."""
        if isinstance(topic, facts.Family):
            asked, answer = rng.choice([(shapes_families.MAKER_NEXT, answers.maker), (shapes_families.OPENNESS_NEXT, answers.openness),
                                        (shapes_families.STRENGTHS_NEXT, answers.strengths)])
            return rng.choice(asked), answer(topic), []
        kind = rng.random()
        if kind < 0.5:
            return rng.choice(shapes_terms.WHY_NEXT), answers.matters(topic), []
        if kind < 0.7:
            return rng.choice(shapes_terms.MEANING_NEXT), answers.meaning(topic), []
        others = [b if a == topic.id else a for a, b in self.pairs if topic.id in (a, b)]
        other = self.by_id[rng.choice(others)] if others else rng.choice(self.terms)
        form = self.form(other, rng)
        return rng.choice(shapes_terms.DIFFERENCE_NEXT).replace('{v}', form), answers.difference(topic, other), [form]

    def turn(self, rng):
        """A question as it is typed, and its answer."""
        topic, self.topic = self.topic, None
        if topic and rng.random() < 0.25:
            question, answer, keep = self.follow_up(topic, rng)
            self.topic = topic
            return typed(question, rng, keep), answer
        make, = rng.choices([m for m, _ in self.MIX], [w for _, w in self.MIX])
        question, answer, keep = make(self, rng)
        if make in self.FRAMED and rng.random() < 0.3:
            question = frames.framed(question, rng, self.noise)
        if make is not self.OUTSIDE or rng.random() < 0.4:
            # A name may get a slip as well, unless it is short.
            question = typed(question, rng, keep if rng.random() < 0.7 else [name for name in keep if len(name) < 6])
        return question, answer

    def plain(self, rng):
        """A text without a question: what the lab shows to be continued."""
        term = rng.choice(self.terms)
        kind = rng.random()
        if kind < 0.4:
            return rng.choice(self.guide)
        if kind < 0.5:
            return answers.about(rng.choice(self.families))
        return f'{answers.meaning(term)} {term.why}'

    def conversation(self, rng):
        """Turns, of which the last ones are learned too; now and then a text alone."""
        if rng.random() < 0.05:
            return [(None, self.plain(rng))]
        # A session has many questions, and few of them have to do with the one before: that is to be learned too.
        self.topic = None
        return [self.turn(rng) for _ in range(rng.choices(range(1, 9), self.SESSIONS)[0])]

    def rare(self, text, seen, count):
        words = sorted(set(re.findall(r'[A-Za-z]{4,}', text)), key=lambda w: (seen[w.lower()], -len(w), w))
        return words[:count]

    def held(self):
        """The questions inside in shapes that are never trained, with the words that a right answer has; and those outside."""
        rng = random.Random(2026)
        self.name_share = 0.5
        seen = Counter(w for t in self.terms for w in {w.lower() for w in re.findall(r'[A-Za-z]{4,}', t.summary + ' ' + t.why)})
        kinds = [(Corpus.meaning, shapes_terms.MEANING_HELD, 90), (Corpus.why, shapes_terms.WHY_HELD, 30),
                 (Corpus.difference, shapes_terms.DIFFERENCE_HELD, 30), (Corpus.maker, shapes_families.MAKER_HELD, 28),
                 (Corpus.openness, shapes_families.OPENNESS_HELD, 22)]
        inside = {}
        for make, asked, count in kinds:
            goal = len(inside) + count
            while len(inside) < goal:
                question, answer, keep = make(self, rng, asked)
                head, _, rest = answer.partition(': ')
                words = [head, *self.rare(rest, seen, 3)] if rest else answer.rstrip('.').split(' made by ')[-1:]
                if make is Corpus.difference and '\n' in rest:
                    words = [part for line in answer.split('\n') for part in (
                        line.split(': ', 1)[0], *self.rare(line.split(': ', 1)[1], seen, 2))]
                question = typed(question, rng, keep, upper=0.06)
                inside[question] = {'kind': make.__name__, 'facts': words}
                self.expected[question] = answer
        assert len(inside) == INSIDE_HELD
        del self.name_share
        with open(os.path.join(HERE, 'held_outside.txt'), encoding='utf-8') as file:
            out = [line.rstrip('\n').replace('\\n', '\n') for line in file]
        self.expected.update({question: answers.OUTSIDE for question in out})
        return {'outsideMark': answers.OUTSIDE_MARK, 'inside': [{'question': q, **rest} for q, rest in inside.items()], 'outside': out}


if __name__ == '__main__':
    corpus = Corpus()
    held = corpus.held()
    path = os.path.join(facts.ROOT, 'data/pocket/questions.json')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(json.dumps(held, indent=2, ensure_ascii=False) + '\n')
    rng = random.Random(1)
    different = {corpus.outside(rng)[0] for _ in range(20000)}
    print(len(corpus.terms), 'terms', len(corpus.pairs), 'pairs', len(corpus.made_up), 'unknown words', len(different),
          'different prompts outside of 20,000', len(held['inside']), 'inside', len(held['outside']), 'outside')
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10):
        print(corpus.conversation(rng))
