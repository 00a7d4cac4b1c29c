import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sayInEnglish as say } from '../../../../../src/core/base/say';
import { completionsAt } from '../../../../../src/core/prompts/language/completion';
import { hoverAt } from '../../../../../src/core/prompts/language/hover';
import { foldingOf, outlineOf } from '../../../../../src/core/prompts/language/outline';
import { quickPromptSource, readPromptSource } from '../../../../../src/core/prompts/language/promptSource';
import { placesOf, renameFault, variableAt, variablesOf } from '../../../../../src/core/prompts/language/variables';

const front = `---
model: openai/gpt-4o
input:
  schema:
    topic: string, what it is about
    tone?(enum, how to say it): [friendly, brief]
    files?(array):
      path: string
  default:
    tone: brief
---
`;

/** A prompt file in which \`¦\` marks the place that is asked about. */
function marked(text: string): { source: ReturnType<typeof readPromptSource>; at: number } {
  const at = text.indexOf('¦');
  return { source: readPromptSource(text.slice(0, at) + text.slice(at + 1)), at };
}

describe('the variables of a prompt file', () => {
  const namesIn = (body: string): string[] => variablesOf(readPromptSource(front + body)).uses.map(({ name }) => name);

  it('are read where a template names them', () => {
    assert.deepEqual(namesIn('{{topic}} {{#if tone}}{{{json files}}}{{/if}} {{@root.topic}} {{this.topic}}'), [
      ...['topic', 'tone', 'files', 'topic', 'topic'],
    ]);
  });

  it('are not what stands in a list that a block is about, but for what leads out of it', () => {
    assert.deepEqual(namesIn('{{#each files as |file|}}{{path}} {{file.path}} {{../topic}} {{@index}}{{/each}}'), [
      'files',
      'topic',
    ]);
  });

  it('are declared in the schema with their type, what they are about and their default', () => {
    const { declared } = variablesOf(readPromptSource(front));
    assert.deepEqual([...declared.keys()], ['topic', 'tone', 'files']);
    assert.deepEqual([declared.get('topic')?.isRequired, declared.get('tone')?.isRequired], [true, false]);
    assert.equal(declared.get('tone')?.default, 'brief');
  });

  it('are found and renamed in schema, default and template, without what Picoschema writes behind a name', () => {
    const { source, at } = marked(`${front}{{#if to¦ne}}{{../tone}}{{tone}}{{/if}}`);
    const { places } = placesOf(source, 'tone');
    const texts = places.map(({ start, end }) => source.text.slice(start, end));
    assert.deepEqual(texts, ['tone', 'tone', 'tone', 'tone']);
    assert.equal(variableAt(source, at)?.declared?.name, 'tone');
  });

  it('are the same from where they are declared', () => {
    const { source, at } = marked(`${front.replace('tone?(', 'to¦ne?(')}{{tone}}`);
    assert.equal(variableAt(source, at)?.name, 'tone');
  });

  it('are declared in a JSON Schema, too', () => {
    const text =
      '---\ninput:\n  schema:\n    type: object\n    properties:\n      name: { type: string }\n---\n{{na¦me}}';
    const { source, at } = marked(text);
    assert.equal(variableAt(source, at)?.declared?.places.length, 1);
  });

  it('are renamed where a schema wants them, and where a block of theirs ends', () => {
    const schema = 'type: object\n    required: [a, "topic"]\n    properties: {topic: {}, a: {}}';
    const source = readPromptSource(
      `---\ninput:\n  schema:\n    ${schema}\n---\n{{#topic}}{{topic}}{{/topic}}{{#a}}y{{~/ a ~}}`,
    );
    const renamed = (name: string): string =>
      placesOf(source, name).places.reduceRight(
        (text, { start, end }) => `${text.slice(0, start)}NEW${text.slice(end)}`,
        source.text,
      );
    // Inside the block, the name means something within the block's value, so it is not renamed.
    assert.match(renamed('topic'), /required: \[a, "NEW"\][^]*\{NEW: [^]*\{\{#NEW\}\}\{\{topic\}\}\{\{\/NEW\}\}/);
    assert.match(renamed('a'), /required: \[NEW, .*\{\{#NEW\}\}.*\{\{~\/ NEW ~\}\}/s);
  });

  it('do not get a name that means something else, or is another one', () => {
    const source = readPromptSource(`${front}{{topic}}{{other}}{{#each files as |file|}}{{/each}}`);
    for (const name of ['role', 'history', 'if', 'this', 'else', 'a b', '1', 'tone', 'other', 'file']) {
      assert.ok(renameFault(source, 'topic', name), name);
    }
    assert.equal(renameFault(source, 'topic', 'subject'), undefined);
    const hidden = readPromptSource('---\ninput: {schema: {"to\\u0070ic": string}}\n---\n{{topic}}');
    assert.match(renameFault(hidden, 'topic', 'x')?.(say) ?? '', /other characters/);
  });
});

describe('the outline of a prompt file', () => {
  it('has settings, and a message for each role with its blocks', () => {
    const body = 'Before\n{{role "system"}}\nA\n{{#if topic}}{{#each files}}x{{/each}}{{/if}}\n{{role "user"}}\nB';
    const items = outlineOf(readPromptSource(front + body), say);
    assert.deepEqual(
      items.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['Settings', ['model', 'input']],
        ['user', []],
        ['system', ['#if topic']],
        ['user', []],
      ],
    );
    assert.deepEqual(
      items[2]?.children[0]?.children.map(({ name }) => name),
      ['#each files'],
    );
  });

  it('folds the settings and each block', () => {
    assert.equal(foldingOf(readPromptSource(`${front}{{#if topic}}\nx\n{{/if}}`)).length, 2);
  });

  it('reads the sample with all its messages', () => {
    const names = outlineOf(readPromptSource(readFileSync('samples/review.prompt', 'utf8')), say).map(
      ({ name }) => name,
    );
    assert.deepEqual(names, ['Settings', 'system', 'history', 'user']);
  });
});

describe('completion in a prompt file', () => {
  const labelsAt = (text: string): readonly string[] | string | undefined => {
    const { source, at } = marked(text);
    const found = completionsAt(source, at, say);
    return found?.kind === 'entries' ? found.entries.map(({ label }) => label) : found?.kind;
  };

  it('offers variables and helpers where an expression begins, and variables within one', () => {
    const begin = labelsAt(`${front}{{to¦}}`);
    assert.ok(Array.isArray(begin) && begin.includes('topic') && begin.includes('role') && !begin.includes('each'));
    assert.deepEqual(labelsAt(`${front}{{#if ¦}}x{{/if}}`), ['topic', 'tone', 'files']);
  });

  it('offers blocks behind #, and the names that a block gives', () => {
    const blocks = labelsAt(`${front}{{#¦`);
    assert.ok(Array.isArray(blocks) && blocks.includes('each') && !blocks.includes('topic'));
    assert.ok(labelsAt(`${front}{{#each files as |file|}}{{json ¦}}{{/each}}`)?.includes('file'));
  });

  it('offers names of blocks and undeclared ones while a tag cannot be read yet', () => {
    for (const typed of ['{{¦', '{{¦}}', '{{fi¦}}', '{{#if ¦']) {
      const labels = labelsAt(`${front}{{other}}{{#each files as |file i|}}${typed} {{/each}}`);
      assert.ok(Array.isArray(labels) && labels.includes('file') && labels.includes('i'), typed);
      if (typed !== '{{#if ¦') assert.ok(labels.includes('other'), typed);
    }
    assert.ok(!labelsAt(`${front}{{#each files as |file|}}{{/each}}{{¦`)?.includes('file'));
  });

  it('offers roles in the string of a role, and with one', () => {
    const roles = ['system', 'user', 'model', 'tool'];
    assert.deepEqual(labelsAt(`${front}{{role "sy¦`), roles);
    assert.deepEqual(labelsAt(`${front}{{role ¦}}`), roles);
    const { source, at } = marked(`${front}{{role ¦}}`);
    const found = completionsAt(source, at, say);
    assert.equal(found?.kind === 'entries' && found.entries[0]?.insert, '"system"');
  });

  it('offers no key that stands there already', () => {
    const labels = labelsAt('---\nmodel: a\nconfig:\n  topP: 1\n  t¦\n---\n');
    assert.ok(Array.isArray(labels) && labels.includes('temperature') && !labels.includes('topP'));
    const top = labelsAt('---\nmodel: a\n¦\nconfig:\n  topP: 1\n---\n');
    assert.ok(Array.isArray(top) && top.includes('input') && !top.includes('model') && !top.includes('config'));
  });

  it('replaces the id of a model alone', () => {
    for (const written of ['gpt', '"gpt', "'openai/gpt", 'openai/gpt']) {
      const { source, at } = marked(`---\nmodel: ${written}¦\n---\n`);
      const span = completionsAt(source, at, say)?.span;
      assert.equal(source.text.slice(span?.start, span?.end), 'gpt', written);
    }
  });

  it('offers keys by where they stand, and models behind "model:"', () => {
    const top = labelsAt('---\nmo¦\n---\n');
    assert.ok(Array.isArray(top) && top.includes('model') && top.includes('input'));
    assert.deepEqual(labelsAt('---\ninput:\n  s¦\n---\n'), ['schema', 'default']);
    assert.equal(labelsAt('---\nmodel: gpt¦\n---\n'), 'models');
    assert.deepEqual(labelsAt(front.replace('tone: brief', 'tone: brief\n    to¦')), ['topic', 'files']);
    assert.deepEqual(labelsAt('---\noutput:\n  format: ¦\n---\n'), ['text', 'json']);
  });

  it('offers nothing in text, in comments and behind an escaped bracket', () => {
    for (const body of ['te¦xt', '{{!-- to¦ --}}', '{{!-- {{a}} {{to¦ --}}', '\\{{to¦', '{{json "to¦']) {
      assert.equal(labelsAt(front + body), undefined, body);
    }
  });
});

describe('the hover of a prompt file', () => {
  const hover = (text: string): [string, readonly string[]] | undefined => {
    const { source, at } = marked(text);
    const found = hoverAt(source, at, say);
    return found && [found.title, found.lines];
  };

  it('says of a variable its type, what it is about and its default', () => {
    assert.deepEqual(hover(`${front}{{to¦ne}}`), ['tone: "friendly" | "brief"', ['how to say it', 'Default: "brief"']]);
    assert.deepEqual(hover(`${front}{{to¦pic}}`), ['topic: string', ['what it is about', 'The input has to have it.']]);
    assert.equal(hover(`${front}{{oth¦er}}`)?.[1].length, 1);
  });

  it('is no longer than people read', () => {
    const choices = Array.from({ length: 5_000 }, (_, i) => `c${i}`).join(', ');
    const [title = ''] = hover(`---\ninput: {schema: {"a(enum)": [${choices}]}}\n---\n{{¦a}}`) ?? [];
    assert.ok(title.length < 600 && title.startsWith('a: "c0" | '), title);
  });

  it('explains helpers and keys', () => {
    assert.deepEqual(hover(`${front}{{ro¦le "user"}}`), ['role', ['Begins a message of this role.']]);
    assert.equal(hover(front.replace('model:', 'mo¦del:'))?.[0], 'model');
  });
});

describe('a prompt file that would hold up the editor', () => {
  const isRead = (text: string): boolean => quickPromptSource(text) !== undefined;
  const words = 'a '.repeat(3_000);

  it('is not read: for its length, its front matter, or what stands in its brackets', () => {
    assert.ok(!isRead('x'.repeat(500_001)));
    assert.ok(!isRead(`---\n${Array.from({ length: 4_000 }, (_, i) => `k${i}:`).join('\n')}\n---\nx`));
    assert.ok(!isRead(`{{json ${words}}}`));
    assert.ok(!isRead(`---\nname: "{{"\n---\n{{json "}}" ${words}}}`), 'brackets in a text');
  });

  it('is read where only its text is long, or comments are, or what is being typed has no end yet', () => {
    for (const body of [words.repeat(50), `{{!-- ${words} --}}`, `{{to ${words}`, `\\{{ ${words}}}`]) {
      assert.ok(isRead(front + body), body.slice(0, 10));
    }
  });
});
