import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { agents } from '../../../../../src/core/context/agents/agents';
import { findingsIn } from '../../../../../src/core/context/findings/findings';
import { repeatedParagraphs } from '../../../../../src/core/context/findings/repeatedParagraphs';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

const words = (first: string, count = 60): string => `${first} ${'word '.repeat(count).trim()}`;
const count = (text: string): Promise<number> => Promise.resolve(text.split(/\s+/).filter(Boolean).length);

const found = async (files: Files) => {
  const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  return (await findingsIn(tree, { agents: ['copilot', 'claude-code'] }, count)).filter(
    ({ rule }) => rule === 'duplicate-paragraph',
  );
};
const said = async (files: Files): Promise<string[]> =>
  (await found(files)).map(({ file, span, message }) => `${file} ${span.start}: ${message(sayInEnglish)}`);

describe('paragraphs that an agent is sent twice', () => {
  it('are said at the second place, with the first and the tokens, those beside each other once', async () => {
    const section = `## Tests\n\n${words('Run')}\n\nBriefly.\n\n${words('Then')}`;
    const files = {
      'AGENTS.md': `# Top\n\n${section}\n\nEnd.`,
      'CLAUDE.md': `Other.\n\n${section.replaceAll(' word', '  word')}\n\nOther end.`,
    };
    assert.deepEqual(await said(files), [
      'CLAUDE.md 8: Copilot reads this twice with every turn: it is also in AGENTS.md, line 3. It has 125 tokens.',
    ]);
  });

  it('are found in what a file imports and in rules, for whom they are sent twice', async () => {
    const text = words('Same');
    const files = {
      'CLAUDE.md': `@docs/a.md\n\n${text}`,
      'docs/a.md': `x\n\n${text}`,
      '.claude/rules/b.md': `y\n\n${text}`,
    };
    const lines = (await found(files)).filter(({ agent }) => agent === 'claude-code').map(({ file }) => file);
    assert.equal(lines.length, 2);
  });

  it('are none where they are short, where one of them is not sent, and where a whole file is said to be sent twice', async () => {
    assert.deepEqual(await found({ 'AGENTS.md': 'a\n\nRun the tests.', 'CLAUDE.md': 'b\n\nRun the tests.' }), []);
    const text = words('Same');
    const rule = `---\napplyTo: "**/*.ts"\n---\nx\n\n${text}`;
    assert.deepEqual(await found({ 'AGENTS.md': text, '.github/instructions/a.instructions.md': rule }), []);
    assert.deepEqual(await found({ 'CLAUDE.md': text, '.claude/CLAUDE.md': text }), []);
    assert.deepEqual(await found({ 'CLAUDE.md': `a\n\n${text}\n\n${text}` }), []);
    assert.deepEqual(
      await found({ 'CLAUDE.md': `a\n\n<!-- ${text} -->`, '.claude/rules/b.md': `b\n\n<!-- ${text} -->` }),
      [],
    );
  });

  it('take no longer for a text that was made for it', async () => {
    const blank = ' '.repeat(99_000);
    assert.deepEqual(await found({ 'AGENTS.md': `a\n${blank}`, 'CLAUDE.md': `b\n${blank}` }), []);
    const many = `${words('x', 50)}\n\n`.repeat(300);
    assert.equal((await found({ 'AGENTS.md': `a\n\n${many}`, 'CLAUDE.md': `b\n\n${many}` })).length, 1);
  });

  const paragraph = fc.constantFrom(...['a', 'b', 'c', 'd'].map((each) => words(each)), 'short', '## Head');
  const text = fc.array(paragraph, { maxLength: 6 }).map((all) => all.join('\n\n'));
  const names = ['AGENTS.md', 'CLAUDE.md', '.github/copilot-instructions.md'];

  it('stand twice in what is sent, and each that does is said', () =>
    fc.assert(
      fc.asyncProperty(fc.tuple(text, text, text), async (texts) => {
        const files = Object.fromEntries(names.map((name, i) => [name, `${i}\n\n${texts[i]}`]));
        const { tree } = treeOf({ '.git/HEAD': '', ...files });
        const context = await agents.copilot.assemble(tree, {});
        const problems = await repeatedParagraphs(tree, context, count);
        for (const { file, problem } of problems) {
          const at = files[file]!.slice(problem.span.start, problem.span.end);
          assert.ok(context.text.split(at).length > 2, at);
        }
        const order = context.parts.flatMap(({ file, isSent }) => (isSent && file !== null ? [file] : []));
        for (const [i, file] of order.entries()) {
          const before = new Set(order.slice(0, i).flatMap((each) => files[each]!.split('\n\n')));
          const wanted = files[file]!.split('\n\n').filter((each) => each.length > 200 && before.has(each));
          const covered = problems
            .filter((each) => each.file === file)
            .map(({ problem: { span } }) => files[file]!.slice(span.start, span.end));
          for (const each of wanted)
            assert.ok(
              covered.some((span) => span.includes(each)),
              each,
            );
        }
      }),
    ));
});
