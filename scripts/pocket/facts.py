"""What Pocket is to know, read from data/: terms, families, models. Prices, windows and dates are left out, for they change."""
import glob
import os
import re
from dataclasses import dataclass, field

import yaml

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))

# A sentence with one of these says a price, a window or a date.
CHANGES = re.compile(r'\b(19|20)\d\d\b|\$|million tokens|twice as much|\d[KM]\b')


@dataclass
class Term:
    id: str
    name: str
    forms: list
    summary: str
    why: str
    related: list
    confused: dict = field(default_factory=dict)


@dataclass
class Family:
    id: str
    name: str
    names: list
    maker: str
    openness: str
    note: str
    summary: str
    strengths: str
    models: list = field(default_factory=list)


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        return yaml.safe_load(file)


def sentences(text):
    return re.split(r'(?<=[.!?]) (?=[A-Z])', re.sub(r'\*(\w+( \w+)*)\*', r'\1', ' '.join(text.split())))


def lasting(text):
    """The sentences of `text` that stay true; all of them where none would be left."""
    kept = [s for s in sentences(text) if not CHANGES.search(s)]
    return ' '.join(kept or sentences(text))


def terms():
    found = []
    for path in sorted(glob.glob(os.path.join(ROOT, 'data/glossary/*.yml'))):
        for entry in read(path):
            aliases = [a if isinstance(a, str) else a['text'] for a in entry.get('aliases', [])]
            found.append(Term(
                id=entry['id'],
                name=entry['term'],
                forms=[entry['term'], *aliases],
                summary=lasting(entry['summary']),
                why=lasting(entry['why']),
                related=entry.get('related', []),
                confused={c['term']: ' '.join(sentences(c['because'])) for c in entry.get('notToBeConfusedWith', [])},
            ))
    return found


def families():
    found = []
    for entry in read('data/families.yml'):
        models = [name for m in read(f"data/models/{entry['id']}.yml") for name in (m['name'], m['id'])]
        names = entry['name'].split(' / ')
        found.append(Family(
            id=entry['id'],
            name=names[0],
            names=names,
            maker=entry['maker'],
            openness=entry['openness'],
            note=' '.join(entry['opennessNote'].split()),
            summary=lasting(entry['summary']),
            strengths=lasting(entry['strengths']),
            models=sorted(set(models) - set(names)),
        ))
    return found


def guide():
    """The guide's paragraphs as plain text: links, tables, pictures and sources taken out."""
    found = []
    for path in sorted(glob.glob(os.path.join(ROOT, 'data/guide/*.md'))):
        with open(path, encoding='utf-8') as file:
            text = file.read()
        for part in re.split(r'\n\s*\n', text):
            if re.match(r'[#!|]|Checked ', part):
                continue
            plain = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', part)
            plain = lasting(re.sub(r'[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}|^- ', '', plain, flags=re.M))
            if len(plain) > 40:
                found.append(plain)
    return found


def pasted():
    """Texts of our own of all kinds, written for the senses of words: what somebody may paste."""
    texts = []
    for path in sorted(glob.glob(os.path.join(ROOT, 'data/senses/cases/fit-*.yml'))):
        texts += [case['text'].strip() for case in read(path)]
    return texts
