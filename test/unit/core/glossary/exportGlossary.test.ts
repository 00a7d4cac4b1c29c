import assert from 'node:assert/strict';
import { marked } from 'marked';
import * as v from 'valibot';
import { parse } from 'yaml';
import { topics } from '../../../../generated/topics';
import { Anchors } from '../../../../src/core/base/anchors';
import { glossaryMarkdown } from '../../../../src/core/glossary/export/glossaryMarkdown';
import { glossarySkill, maxOfFile, skillName } from '../../../../src/core/glossary/export/glossarySkill';
import { index } from './glossary';

const glossary = { index, topics };

/** The anchors of a Markdown text, as GitHub makes them. */
function anchorsOf(markdown: string): Set<string> {
  const anchors = new Anchors();
  const headings = marked.lexer(markdown).filter((token) => token.type === 'heading');
  return new Set(headings.map(({ raw }) => anchors.of(raw.replace(/^#+/, '').replaceAll('\\', ''))));
}

const linksIn = (markdown: string): string[] =>
  Array.from(markdown.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!).filter(
    (target) => !/^https:/.test(target),
  );

describe('the glossary as Markdown', () => {
  const text = glossaryMarkdown(glossary);

  it('has a section for each term, below its topic', () => {
    assert.equal(text.split('\n### ').length - 1, index.terms.length);
    assert.ok(text.indexOf('\n## Basics') < text.indexOf('\n## Agents'));
    const [basics = ''] = text.slice(text.indexOf('\n## Basics')).split(/\n## (?!Basics)/);
    assert.match(basics, /\n### Context window\n[\s\S]*Why it matters:[\s\S]*Source: \[/);
  });

  it('has no link that leads nowhere', () => {
    const anchors = anchorsOf(text);
    const links = linksIn(text);
    assert.ok(links.length > 2 * index.terms.length);
    for (const link of links) assert.ok(anchors.has(link.slice(1)), link);
  });
});

describe('the glossary as an agent skill', () => {
  const files = glossarySkill(glossary, 'our-words');
  const byPath = new Map(files.map(({ path, text }) => [path, text]));
  const skill = byPath.get('SKILL.md')!;

  it('begins with its name and a description, as the form asks for', () => {
    const [, head = ''] = /^---\n([\s\S]*?)\n---\n/.exec(skill) ?? [];
    const form = v.object({
      name: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64)),
      description: v.pipe(v.string(), v.minLength(50), v.maxLength(1_024)),
    });
    const { name, description } = v.parse(form, parse(head));
    assert.equal(name, 'our-words');
    assert.match(description, new RegExp(`${index.terms.length} terms`));
  });

  it('names each term in SKILL.md beside the file that has it, in files that are small enough to load', () => {
    assert.ok(skill.length < maxOfFile, String(skill.length));
    const listed = [...skill.matchAll(/^- \[[^\]]+\]\((references\/[^)]+)\): (.*)$/gm)];
    const named = listed.flatMap(([, , names]) => names!.split(', '));
    assert.equal(named.length, index.terms.length);
    for (const [, path = '', names = ''] of listed) {
      const text = byPath.get(path);
      assert.ok(text !== undefined && text.length <= maxOfFile, `${path}: ${text?.length}`);
      assert.equal(text.split('\n## ').length - 1, names.split(', ').length);
    }
    assert.equal(listed.length, files.length - 1);
  });

  it('has no link that leads nowhere', () => {
    for (const [path, text] of byPath) {
      for (const link of linksIn(text)) {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path : path === 'SKILL.md' ? file : `references/${file}`;
        assert.ok(byPath.has(target), `${path}: ${link}`);
        if (anchor !== undefined) assert.ok(anchorsOf(byPath.get(target)!).has(anchor), `${path}: ${link}`);
      }
    }
  });

  it('is called as its folder, or by a name that is near to it', () => {
    assert.deepEqual(['ai-glossary', 'Our Words (AI)', '--', 'x'.repeat(80)].map(skillName), [
      ...['ai-glossary', 'our-words-ai', 'ai-glossary', 'x'.repeat(64)],
    ]);
  });
});
