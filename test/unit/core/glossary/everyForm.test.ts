import assert from 'node:assert/strict';
import { findTerm } from '../../../../src/core/glossary/find/findTerm';
import { index, pointed } from './glossary';

describe('every form of every term', () => {
  const forms = index.terms.flatMap((term) => term.forms.map((form) => ({ term, ...form })));

  const ownersOf = (write: (text: string) => string): string[] =>
    forms.flatMap(({ term, text }) => {
      const written = write(text);
      const before = 'See ';
      const match = findTerm(index, `${before}${written}, then`, before.length, 'prose');
      const ok = match?.term === term && match.end === before.length + written.length;
      return ok ? [] : [`${written} → ${match?.term.id ?? 'nothing'}, not ${term.id}`];
    });

  it('finds its own term', () => {
    assert.ok(forms.length > 600);
    assert.deepEqual(
      ownersOf((text) => text),
      [],
    );
  });

  it('finds its own term with a possessive', () => {
    assert.deepEqual(
      ownersOf((text) => (/s$/i.test(text) ? text : `${text}'s`)),
      [],
    );
  });

  it('finds its own term in the plural', () => {
    const plural = (text: string): string => {
      if (!/\p{L}{2}$/u.test(text) || /[^s]s$/i.test(text)) return text;
      if (/[A-Z]$/.test(text)) return `${text}s`;
      if (/(?:ss|x|z|ch|sh)$/.test(text)) return `${text}es`;
      return /[^aeiou]y$/.test(text) ? `${text.slice(0, -1)}ies` : `${text}s`;
    };
    assert.deepEqual(ownersOf(plural), []);
  });

  it('finds its own term in capitals, but for the forms that ask for theirs and everyday names', () => {
    const shout = (text: string): string =>
      forms.some((form) => form.text === text && (form.exact || (form.everyday && text.includes('_')))) ||
      /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(text)
        ? text
        : text.toUpperCase();
    assert.deepEqual(ownersOf(shout), []);
  });

  it('finds its own term over a line break', () => {
    assert.deepEqual(
      ownersOf((text) => text.replace(/ /g, '\n')),
      [],
    );
  });
});

it('the helper of these tests points at what it marks', () => {
  assert.deepEqual(pointed('ab|c'), { text: 'abc', offset: 2 });
});
